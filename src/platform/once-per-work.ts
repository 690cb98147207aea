import type { Work } from './work.ts'

/** A reading that one Work does once, however many use cases ask. */
export interface OncePerWork<Value> {
  (work: Work): Promise<Value>
  /** After writing what is read: the next who asks reads it anew. */
  forget(work: Work): void
}

/** For small rows that almost every act asks for and almost none changes. */
export function oncePerWork<Value>(read: (work: Work) => Promise<Value>): OncePerWork<Value> {
  const known = new WeakMap<Work, Promise<Value>>()
  const once = (work: Work) => {
    const reading = known.get(work) ?? read(work)
    known.set(work, reading)
    return reading
  }
  return Object.assign(once, { forget: (work: Work) => void known.delete(work) })
}
