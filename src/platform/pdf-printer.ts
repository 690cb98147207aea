import { createRequire } from 'node:module'
import { dirname } from 'node:path'

const folder = dirname(createRequire(import.meta.url).resolve('pdfmake/fonts/Roboto.js'))
const font = (file: string) => `${folder}/Roboto/${file}.ttf`

/** What makes PDFs, loaded with the first of them and not with the desk: it is a fifth of a second of every start. */
export async function pdfPrinter() {
  const { default: pdfmake } = await import('pdfmake')
  // Roboto has Greek; a document may read these files and nothing else, from disk or from outside.
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
