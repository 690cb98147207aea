import { type ReactNode, startTransition, useEffect, useState } from 'react'

/**
 * False until what is there has been painted, then true, at low priority: what somebody looks at first stands at once, and what stands beside it
 * follows without holding up their next key.
 */
export function useAfterPaint(): boolean {
  const [after, setAfter] = useState(false)
  useEffect(() => {
    // Effects of a key run before its paint, and so does the first frame that they ask for.
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => startTransition(() => setAfter(true)))
    })
    return () => cancelAnimationFrame(frame)
  }, [])
  return after
}

/** What may come after the first paint: what is asked of the desk for it does not hold that up either. */
export function AfterPaint({ children }: { children: ReactNode }) {
  return useAfterPaint() && children
}
