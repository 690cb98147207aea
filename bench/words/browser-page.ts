import { checkTone, readAhead } from '#modules/tone/rules/check-tone.ts'
import { shippedLayer } from '#modules/tone/rules/learned/shipped-layer.ts'
import type { Language } from '#platform/endpoint.ts'

export interface Asked {
  language: Language
  replies: string[]
  learned: boolean
}

/**
 * What one look at a whole reply takes, the longest slice when it is read ahead as the composer does, and one look after a letter was typed in its middle:
 * milliseconds, one of each a reply.
 */
export interface Took {
  fresh: number[]
  slice: number[]
  typed: number[]
}

/** Runs in the browser's main thread. */
async function measure({ language, replies, learned }: Asked): Promise<Took> {
  const options = { language, learned: learned ? await shippedLayer() : null, channel: 'email' as const, today: '2026-11-23' }
  const took: Took = { fresh: [], slice: [], typed: [] }
  const look = (text: string) => {
    const began = performance.now()
    checkTone(text, options)
    return performance.now() - began
  }
  // As the composer takes it: slices that end at the first sentence after a millisecond, then the look.
  const longestSlice = (text: string) => {
    const steps = readAhead(text, options)
    let [longest, ended] = [0, false]
    while (!ended) {
      const began = performance.now()
      while (!ended && performance.now() < began + 1) ended = steps.next().done === true
      longest = Math.max(longest, performance.now() - began)
    }
    return Math.max(longest, look(text))
  }
  for (const [at, reply] of replies.entries()) {
    // No reply is read twice: what was seen before costs nothing.
    if (at % 2 === 0) took.slice.push(longestSlice(reply))
    else took.fresh.push(look(reply))
    took.typed.push(look(`${reply.slice(0, 1000)}x${reply.slice(1000)}`))
  }
  return took
}

Object.assign(globalThis, { measure })
