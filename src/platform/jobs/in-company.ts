import type { Steps } from '../job.ts'
import type { Work } from '../work.ts'

type Step = Steps['step']

/** While one waits for the database the other can reckon. */
const atOnce = 2

interface Waiting {
  /** Does the step and keeps what it answers until all of them are committed. */
  take: (work: Work) => Promise<void>
  alone: () => void
  done: () => void
}

/**
 * Steps that wait at the same moment share one Work, one after the other, and one commit: what many need is read once, and the disk is
 * asked once. When one of them fails nothing of it was kept, and each is done again in a Work of its own; so none fails for another.
 */
export function inCompany(open: Step, most: number): Step {
  const queue: Waiting[] = []
  let busy = 0
  const goOn = async () => {
    busy += 1
    while (queue.length > 0) await together(open, queue.splice(0, most))
    busy -= 1
  }
  return (run) =>
    new Promise((resolve, reject) => {
      let settle = () => {}
      queue.push({
        take: async (work) => {
          const result = await run(work)
          settle = () => resolve(result)
        },
        alone: () => void open(run).then(resolve, reject),
        done: () => settle(),
      })
      if (busy < atOnce) void goOn()
    })
}

async function together(open: Step, company: readonly Waiting[]): Promise<void> {
  try {
    await open(async (work) => {
      for (const one of company) await one.take(work)
    })
  } catch {
    for (const one of company) one.alone()
    return
  }
  for (const one of company) one.done()
}
