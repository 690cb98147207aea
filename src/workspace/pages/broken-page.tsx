import { Failed } from '#workspace/kit/failed.tsx'

/** A page that broke: whose fault, what is safe, and a way on. What was drafted is on the server. */
export function BrokenPage({ error, reset }: { error: unknown; reset: () => void }) {
  return <Failed why={error} onAgain={reset} />
}
