const endings: (() => Promise<unknown>)[] = []

/** Ends with the test file, whatever came of it: what was begun last ends first. For whatever runs beside the tests, begun within a test or not. */
export const atTheEnd = (end: () => Promise<unknown>): void => void endings.push(end)

/** Ends what the test file began; what cannot be ended hinders nothing else. */
export async function endAll(): Promise<void> {
  const failed: unknown[] = []
  for (const end of endings.splice(0).toReversed()) await end().catch((error: unknown) => failed.push(error))
  if (failed.length > 0) throw new AggregateError(failed, 'Not everything could be ended.')
}
