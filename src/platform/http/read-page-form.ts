import type { FastifyRequest } from 'fastify'
import type { Upload } from './serve-upload.ts'
import { readForm } from './serve-upload.ts'

/** What a page's form may hold: more than it takes, so that too much can be said kindly, with everything else still there. */
export const formLimits = { fileSize: 25 * 1024 * 1024, files: 10 }
// @fastify/multipart knows `throwFileSizeLimit`; its type of `parts` does not.
const readSettings: object = {
  throwFileSizeLimit: false,
  limits: { fileSize: formLimits.fileSize, files: 40, fields: 60, fieldSize: 1_000_000 },
}

export interface PageForm {
  fields: Record<string, string>
  files: Upload[]
  /** Files that were not read, by name. */
  refused: { name: string; why: 'too_large' | 'too_many' }[]
}

/** Reads a form for a page: a file that is too large, or one too many, is named, not thrown, for the words beside it must not be lost. */
export async function readPageForm(request: FastifyRequest): Promise<PageForm> {
  if (!request.isMultipart()) return { ...(await readForm(request)), refused: [] }
  const form: PageForm = { fields: {}, files: [], refused: [] }
  for await (const part of request.parts(readSettings)) {
    if (part.type === 'field') form.fields[part.fieldname] = String(part.value as string).replaceAll('\0', '')
    else await takeFile(form, part)
  }
  return form
}

interface FilePart {
  filename: string
  mimetype: string
  file: NodeJS.ReadableStream & { truncated: boolean }
  toBuffer: () => Promise<Buffer>
}

async function takeFile(form: PageForm, part: FilePart) {
  const name = (part.filename ?? '').replaceAll('\0', '')
  if (form.files.length >= formLimits.files) {
    part.file.resume()
    form.refused.push({ name, why: 'too_many' })
    return
  }
  const bytes = await part.toBuffer()
  if (part.file.truncated) form.refused.push({ name, why: 'too_large' })
  // Browsers send an empty, nameless file for a file field that was left empty.
  else if (name || bytes.byteLength > 0) form.files.push({ name, mediaType: part.mimetype, bytes })
}
