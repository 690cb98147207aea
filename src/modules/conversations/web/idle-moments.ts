/** Takes one step after the other, each in a moment when the page has nothing else to do; what it gives back ends that. */
export function inIdleMoments(steps: readonly (() => void)[]): () => void {
  let end = () => undefined as void
  const take = (at: number) => {
    const step = steps[at]
    if (!step) return
    end = whenIdle(() => {
      step()
      take(at + 1)
    })
  }
  take(0)
  return () => end()
}

/**
 * Takes the steps in slices of about a millisecond, and then what follows, at once when one slice was enough: no long text holds up a key. What it
 * gives back ends that.
 */
export function inSlices(steps: Iterator<void>, then: () => void): () => void {
  let next: ReturnType<typeof setTimeout> | undefined
  const slice = () => {
    const until = performance.now() + sliceLength
    let ended = false
    while (!ended && performance.now() < until) ended = steps.next().done === true
    if (ended) then()
    else next = setTimeout(slice)
  }
  slice()
  return () => clearTimeout(next)
}

const sliceLength = 1
const soon = 200

/** Not every browser tells when it is idle; then a moment later has to do. */
function whenIdle(act: () => void): () => void {
  if ('requestIdleCallback' in globalThis) {
    const asked = requestIdleCallback(act)
    return () => cancelIdleCallback(asked)
  }
  const asked = setTimeout(act, soon)
  return () => clearTimeout(asked)
}
