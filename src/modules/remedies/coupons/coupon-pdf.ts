import type { OrganisationRecord } from '#modules/people/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { pdfPrinter } from '#platform/pdf-printer.ts'
import { localeOf } from '#platform/time.ts'

export interface Sheet {
  language: Language
  organisation: Pick<OrganisationRecord, 'name' | 'postal_address' | 'telephone'>
  number: string
  title: string
  worth: string
  /** To whom it goes by post, line by line; nobody where the customer prints it. */
  addressee: readonly string[]
  words: string
  /** The code in large letters, where the customer has it before them. */
  code?: string
  /** What the picture of squares says: the code for the shop's reader, or the link for the customer's telephone. */
  square: string
}

const millimetre = 72 / 25.4

/** One page of A4 to print: what it is worth, until when, and the picture of squares. */
export async function couponSheet(sheet: Sheet): Promise<Buffer> {
  const { language, organisation, number, title, worth, addressee, words, code, square } = sheet
  const about = [organisation.name, organisation.postal_address, organisation.telephone].filter((line) => line.trim() !== '').join('\n')
  const pdfmake = await pdfPrinter()
  return pdfmake
    .createPdf({
      info: { title: `${title} – ${number}`, author: organisation.name, subject: number },
      language: localeOf(language),
      displayTitle: true,
      pageMargins: [25 * millimetre, 20 * millimetre, 20 * millimetre, 20 * millimetre],
      defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.35 },
      styles: { title: { fontSize: 20, bold: true, margin: [0, 0, 0, 6] }, worth: { fontSize: 28, bold: true, margin: [0, 0, 0, 12] } },
      footer: (page, pages) => ({ text: `${number} · ${page} / ${pages}`, fontSize: 9, margin: [25 * millimetre, 8 * millimetre, 0, 0] }),
      content: [
        { text: about, alignment: 'right' },
        // Where a window envelope shows it.
        { text: addressee.join('\n'), absolutePosition: { x: 25 * millimetre, y: 51 * millimetre } },
        { text: title, style: 'title', margin: [0, addressee.length > 0 ? 45 * millimetre : 24, 0, 6] },
        { text: worth, style: 'worth' },
        ...(code === undefined
          ? []
          : [{ text: code, fontSize: 20, characterSpacing: 1.5, margin: [0, 0, 0, 12] as [number, number, number, number] }]),
        { text: words, margin: [0, 0, 0, 16] },
        { qr: square, fit: 140, eccLevel: 'M' },
      ],
    })
    .getBuffer()
}
