import type { Content } from 'pdfmake'
import type { OrganisationRecord } from '#modules/people/index.ts'
import type { Language } from '#platform/endpoint.ts'
import { pdfPrinter } from '#platform/pdf-printer.ts'
import { localeOf, sayDay } from '#platform/time.ts'
import { sayIn as sayOfOffer } from './options/rules/option-words.ts'
import type { Section } from './rules/compose-letter.ts'
import { type Passage, passagesOf } from './rules/lay-out.ts'
import { sayIn } from './rules/letter-words.ts'

export interface Sheet {
  language: Language
  organisation: Pick<OrganisationRecord, 'name' | 'postal_address' | 'telephone' | 'zone'>
  number: string
  subject: string
  dated: Temporal.Instant
  /** To whom it goes, line by line. */
  addressee: readonly string[]
  sections: readonly Section[]
  /** Where the customer follows the complaint, or chooses; on paper alone, for the mail has it. */
  link: { link: string; says: 'letters:sheet.follow' | 'options:sheet.choose' } | null
}

const millimetre = 72 / 25.4

/** A letter on A4: the address where a window envelope shows it, the reference, and the number of each page. */
export async function letterPdf(sheet: Sheet): Promise<Buffer> {
  const { language, organisation, number, subject } = sheet
  const say = sayIn(language)
  const pdfmake = await pdfPrinter()
  return pdfmake
    .createPdf({
      info: { title: `${subject} – ${number}`, author: organisation.name, subject: number },
      language: localeOf(language),
      displayTitle: true,
      pageMargins: [25 * millimetre, 22 * millimetre, 20 * millimetre, 22 * millimetre],
      defaultStyle: { font: 'Roboto', fontSize: 11, lineHeight: 1.3 },
      styles: {
        subject: { fontSize: 14, bold: true, margin: [0, 0, 0, 10] },
        issue: { fontSize: 12.5, bold: true, margin: [0, 12, 0, 2] },
        heading: { bold: true, margin: [0, 8, 0, 1] },
        small: { fontSize: 8.5 },
      },
      footer: (page, pages) => ({
        text: `${number} · ${say('letters:sheet.page', { page, pages })}`,
        style: 'small',
        margin: [25 * millimetre, 8 * millimetre, 20 * millimetre, 0],
      }),
      content: [...headOf(sheet), { text: subject, style: 'subject' }, ...sheet.sections.flatMap(sectionOf), ...linkOf(sheet)],
    })
    .getBuffer()
}

/** DIN 5008, as envelopes in Europe are made for: the sender in one small line above the address, both within 45 mm of height. */
function headOf({ language, organisation, number, dated, addressee }: Sheet): Content[] {
  const say = sayIn(language)
  const sender = [organisation.name, ...organisation.postal_address.split('\n')].map((line) => line.trim()).filter((line) => line !== '')
  const reach = [organisation.name, organisation.telephone].filter((line) => line.trim() !== '').join('\n')
  return [
    { text: reach, alignment: 'right', absolutePosition: { x: 110 * millimetre, y: 20 * millimetre } },
    { text: sender.join(' · '), style: 'small', absolutePosition: { x: 25 * millimetre, y: 45 * millimetre } },
    { text: addressee.join('\n'), absolutePosition: { x: 25 * millimetre, y: 51 * millimetre } },
    {
      text: [
        { text: `${say('letters:sheet.reference')}: `, bold: true },
        number,
        '\n',
        { text: `${say('letters:sheet.date')}: `, bold: true },
        sayDay(dated, { language, zone: organisation.zone }),
      ],
      margin: [0, 73 * millimetre, 0, 16],
    },
  ]
}

/** A heading stands on the page of the words that it belongs to; the title of an issue on that of its first part. */
const sectionOf = ({ issue, title, blocks }: Section): Content[] =>
  blocks.flatMap(({ heading, text }, at): Content[] => {
    const [first, ...rest] = passagesOf(text)
    const headings: Content[] = [
      ...(title === '' || at > 0 ? [] : [{ text: title, style: 'issue' }]),
      ...(heading === '' ? [] : [{ text: heading, style: issue === null ? 'issue' : 'heading' }]),
    ]
    const begun = first === undefined ? headings : [...headings, passageOf(first)]
    // What fills a page by itself may break.
    const together: Content[] = text.length < longestTogether ? [{ stack: begun, unbreakable: true }] : begun
    return [...together, ...rest.map(passageOf)]
  })

const longestTogether = 1500

const passageOf = (passage: Passage): Content =>
  passage.kind === 'list' ? { ul: passage.items, margin: [0, 0, 0, 5] } : { text: passage.lines.join('\n'), margin: [0, 0, 0, 5] }

function linkOf({ language, link }: Sheet): Content[] {
  if (link === null) return []
  const say = link.says === 'options:sheet.choose' ? sayOfOffer(language) : sayIn(language)
  return [
    {
      unbreakable: true,
      margin: [0, 14, 0, 0],
      columns: [
        { qr: link.link, fit: 80, width: 96 },
        { text: say(link.says, { link: link.link }), style: 'small', margin: [0, 24, 0, 0] },
      ],
    },
  ]
}
