import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pdfmake from 'pdfmake'
import type { IncomingFile } from '#modules/conversations/index.ts'
import { drawPaper, drawPhoto } from './draw-picture.ts'
import { type StoryAttachment, type StoryComplaint, type StoryOrganisation, type Telling, toldAt } from './story/story.ts'

export interface Evidence {
  complaint: StoryComplaint
  organisation: StoryOrganisation
  telling: Telling
}

/** What a customer sent along: a picture, or a receipt as a PDF or as a photograph of the paper. */
export async function makeAttachment({ name, kind }: StoryAttachment, evidence: Evidence): Promise<IncomingFile> {
  if (name.endsWith('.pdf')) return { name, mediaType: 'application/pdf', bytes: await receipt(name, evidence) }
  const bytes = kind === 'photo' ? drawPhoto(name) : drawPaper(name)
  return { name: name.replace(/\.jpe?g$/, '.png'), mediaType: 'image/png', bytes }
}

const titles = { en: 'Receipt', el: 'Απόδειξη', es: 'Recibo' }
const notes = {
  en: 'A paper of the demonstration. It proves nothing.',
  el: 'Χαρτί της επίδειξης. Δεν αποδεικνύει τίποτα.',
  es: 'Un papel de la demostración. No prueba nada.',
}

async function receipt(name: string, { complaint, organisation, telling }: Evidence): Promise<Buffer> {
  const shop = organisation.shops.find(({ team }) => team === complaint.team) ?? organisation
  const title = titles[complaint.language]
  useOwnFonts()
  return pdfmake
    .createPdf({
      info: { title: `${title} ${name}` },
      pageSize: 'A5',
      content: [
        { text: shop.name, fontSize: 18, bold: true, margin: [0, 0, 0, 4] },
        { text: 'postalAddress' in shop ? shop.postalAddress : shop.address, margin: [0, 0, 0, 24] },
        { text: `${title} · ${name.replace('.pdf', '')}`, fontSize: 13, margin: [0, 0, 0, 4] },
        { text: toldAt('{{date-9}}', telling), margin: [0, 0, 0, 18] },
        { text: complaint.subject, margin: [0, 0, 0, 30] },
        { text: notes[complaint.language], fontSize: 8, italics: true },
      ],
    })
    .getBuffer()
}

function useOwnFonts() {
  const folder = join(dirname(fileURLToPath(import.meta.resolve('pdfmake/package.json'))), 'fonts/Roboto')
  const font = (weight: string) => join(folder, `Roboto-${weight}.ttf`)
  pdfmake.setFonts({
    Roboto: { normal: font('Regular'), bold: font('Medium'), italics: font('Italic'), bolditalics: font('MediumItalic') },
  })
  pdfmake.setLocalAccessPolicy((path) => path.startsWith(folder))
  pdfmake.setUrlAccessPolicy(() => false)
}
