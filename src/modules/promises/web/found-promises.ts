import { useEffect, useState } from 'react'
import type { Desk } from '../contract.ts'
import type { FoundPromise } from '../rules/detect-promises.ts'
import { workingTimeOf } from '../rules/judge-due.ts'

const nothing: readonly FoundPromise[] = []

/** The promises in a text that is being written, on the desk's clock. What finds them is fetched when there is something to read. */
export function useFoundPromises(text: string, desk: Desk | undefined): readonly FoundPromise[] {
  const [read, setRead] = useState({ text: '', found: nothing })
  useEffect(() => {
    if (desk === undefined || text.trim() === '') return
    let isWanted = true
    void import('../rules/detect-promises.ts').then(({ detectPromises }) => {
      const found = detectPromises(text, { at: Temporal.Now.instant(), zone: desk.zone, working: workingTimeOf(desk) })
      if (isWanted) setRead({ text, found })
    })
    return () => {
      isWanted = false
    }
  }, [text, desk])
  // What was found stays while the next text is read, so that nothing flickers.
  return text.trim() === '' ? nothing : read.found
}
