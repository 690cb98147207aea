import type { Work } from './work.ts'

/** What a job is given: Works of its own, one a step, opened as the desk. */
export interface Steps {
  step: <Result>(run: (work: Work) => Promise<Result>) => Promise<Result>
  /** Ends when the process is told to stop. */
  signal: AbortSignal
  /** The worker that runs this, written beside what is taken, so that what it leaves behind when it dies is known. */
  worker: string
}

export interface Job<Payload extends object> {
  name: string
  run(steps: Steps, payload: Payload): Promise<void>
  /** How often it is tried before it is left for a person to see. To be killed in the middle counts too: what kills its worker each time must end. */
  attempts: number
  /** Of what is due, the lowest goes first. */
  priority: number
  /** So many of this name, at most, share one Work for a step that they come to at the same moment. */
  company: number
}

export interface When {
  /** Not before. */
  at?: Temporal.Instant
  /** A later one with the same key replaces this one while it waits. */
  key?: string
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/** Declares a job. It may run twice: make the second time harmless, by key. */
export function job<Payload extends object>(
  name: string,
  run: Job<Payload>['run'],
  { priority = 0, company = 1 }: { priority?: number; company?: number } = {},
): Job<Payload> {
  return { name, run, attempts: 25, priority, company }
}
