import type { Work } from '#platform/work.ts'

interface Chain {
  stream: string
  facts: number
  head: string
}

/** Whether the chain with which a bundle ends stands in our own record, to its last fact. */
export async function knowsBundle(work: Work, { stream, facts, head }: Chain): Promise<boolean> {
  const found = await work.db
    .selectFrom('facts_facts')
    .select('hash')
    .where('stream', '=', stream)
    .where('seq', '=', facts)
    .where('fact', '=', 'bundle.exported')
    .executeTakeFirst()
  return found?.hash === head
}
