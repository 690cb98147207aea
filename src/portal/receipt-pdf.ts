import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { localeOf } from '#platform/time.ts'
import type { Receipt } from './pages/receipt.page.ts'

const folder = dirname(createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto.js'))
const font = (file: string) => `${folder}/Roboto/${file}.ttf`

// Loaded with the first receipt, not with the desk: it is a fifth of a second of every start.
async function printer() {
  const { default: pdfmake } = await import('pdfmake')
  // Roboto has Greek; the document may read these files and nothing else, from disk or from outside.
  pdfmake.setFonts({
    Roboto: {
      normal: font('Roboto-Regular'),
      bold: font('Roboto-Medium'),
      italics: font('Roboto-Italic'),
      bolditalics: font('Roboto-MediumItalic'),
    },
  })
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder))
  pdfmake.setUrlAccessPolicy(() => false)
  return pdfmake
}

/** The receipt to keep or print. The accessible version is the page; title and language are set here too. */
export async function receiptPdf({ say, language, title, number, organisation, lines, words, wish }: Receipt): Promise<Buffer> {
  const about = [organisation.name, organisation.postal_address, organisation.telephone].filter(Boolean).join('\n')
  const wished = wish ? [{ text: say('portal:receipt.wish'), style: 'heading' }, { text: wish }] : []
  const pdfmake = await printer()
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
