import { pdfPrinter } from '#platform/pdf-printer.ts'
import { localeOf } from '#platform/time.ts'
import type { Receipt } from './pages/receipt.page.ts'

/** The receipt to keep or print. The accessible version is the page; title and language are set here too. */
export async function receiptPdf({ say, language, title, number, organisation, lines, words, wish }: Receipt): Promise<Buffer> {
  const about = [organisation.name, organisation.postal_address, organisation.telephone].filter(Boolean).join('\n')
  const wished = wish ? [{ text: say('portal:receipt.wish'), style: 'heading' }, { text: wish }] : []
  const pdfmake = await pdfPrinter()
  return pdfmake
    .createPdf({
      info: { title: `${title} ${number}`, author: organisation.name, subject: number },
      language: localeOf(language),
      displayTitle: true,
      pageMargins: [56, 56, 56, 56],
      defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.35 },
      styles: { title: { fontSize: 20, bold: true, margin: [0, 18, 0, 10] }, heading: { fontSize: 13, bold: true, margin: [0, 18, 0, 4] } },
      footer: (page, pages) => ({ text: `${number} · ${page} / ${pages}`, fontSize: 9, margin: [56, 16, 56, 0] }),
      content: [
        { text: about },
        { text: title, style: 'title' },
        {
          table: { widths: [150, '*'], body: lines.map(({ name, value }) => [{ text: name, bold: true }, { text: value }]) },
          layout: 'lightHorizontalLines',
        },
        { text: say('portal:receipt.words'), style: 'heading' },
        { text: words, preserveLeadingSpaces: true },
        ...wished,
      ],
    })
    .getBuffer()
}
