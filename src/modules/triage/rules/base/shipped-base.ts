import { type Base, type BaseFile, readBase } from './base-model.ts'

let base: Promise<Base> | undefined

/** The models that came with Redress; read when a text is first read. */
export function shippedBase(): Promise<Base> {
  base ??= read()
  return base
}

async function read(): Promise<Base> {
  const { default: file } = await import('./learned.json', { with: { type: 'json' } })
  // JSON is typed by its widest reading; base-model.test.ts holds what training wrote.
  return readBase(file as unknown as BaseFile)
}
