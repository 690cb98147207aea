import { afterAll } from 'vitest'

const endings: (() => Promise<unknown>)[] = []

// Said while the file is read: what is said within a test comes too late, and would never be run.
afterAll(async () => {
  const failed: unknown[] = []
  for (const end of endings.reverse()) await end().catch((error: unknown) => failed.push(error))
  if (failed.length > 0) throw new AggregateError(failed, 'Not everything could be ended.')
}, 90_000)

/** Ends with the test file, whatever came of it: what was begun last ends first. For whatever runs beside the tests, begun within a test or not. */
export const atTheEnd = (end: () => Promise<unknown>): void => void endings.push(end)
