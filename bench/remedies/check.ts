import type { Pool } from 'pg'
import { complaintForUpdate } from '#modules/complaints/index.ts'
import { matrixOf } from '#modules/remedies/authority/find-matrix.ts'
import { spentForUpdate } from '#modules/remedies/budgets/purses.ts'
import { theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { newId } from '#platform/id.ts'
import { withOpenWork } from '../../src/commands/with-open-work.ts'
import { type Call, type Measured, measure } from '../load.ts'
import { type Case, type Deal, offer } from './cases.ts'
import { checkBare, within } from './floor.ts'

/** What the check costs, beside the same locks and sums by bare prepared SQL, and the whole offer by HTTP. */
export interface Check {
  /** A Work that locks the complaint and asks nothing: what the check is added to. */
  without: Measured
  with: Measured
  floor: Measured
  floorWithout: Measured
  offer: Measured
  draft: Measured
}

interface Checking {
  call: Call
  pool: Pool
  deal: Deal
  requests: number
  url: string
  dataFolder: string
}

/** One client, one after the other: what an offer asks of the rows before it is decided, and nothing else. */
export async function checkAdds({ call, pool, deal, requests, url, dataFolder }: Checking): Promise<Check> {
  const cases = deal(requests)
  const one = (turn: number): Case => cases[turn % cases.length] as Case
  const timed = async (run: (of: Case) => Promise<unknown>): Promise<Measured> => {
    const asked = async (turn: number) => void (await run(one(turn)))
    await measure({ clients: 1, count: Math.ceil(requests / 3), run: asked })
    return measure({ clients: 1, count: requests, run: asked })
  }
  const [floorWithout, floor] = [
    await timed(({ id }) => within(pool, async (ask) => void (await ask('lock', [id])))),
    await timed(({ id, customer }) => within(pool, (ask) => checkBare(ask, { id, customer, budget: newId() }))),
  ]
  const inWork = await inWorks({ url, dataFolder, timed })
  const fresh = deal(requests * 4)
  const next = () => fresh.pop() as Case
  const offered = async (draft: boolean) => {
    await measure({ clients: 1, count: 60, run: async () => void (await offer(call, next(), { draft })) })
    return measure({ clients: 1, count: requests, run: async () => void (await offer(call, next(), { draft })) })
  }
  return { ...inWork, floor, floorWithout, draft: await offered(true), offer: await offered(false) }
}

type Timed = (run: (of: Case) => Promise<unknown>) => Promise<Measured>

/** In Works of a house of our own, so that nothing but the check differs. */
function inWorks({
  url,
  dataFolder,
  timed,
}: Pick<Checking, 'url' | 'dataFolder'> & { timed: Timed }): Promise<Pick<Check, 'with' | 'without'>> {
  return withOpenWork(readConfiguration({ DATABASE_URL: url, REDRESS_DATA: dataFolder, LOG_LEVEL: 'silent' }), async (open) => {
    const without = await timed(({ id }) => open(theDesk, (work) => complaintForUpdate(work, id)))
    const checked = await timed((of) =>
      open(theDesk, async (work) => {
        await complaintForUpdate(work, of.id)
        await matrixOf(work)
        const asked = {
          complaint_id: of.id,
          id: newId(),
          basis: 'goodwill',
          customer_id: of.customer,
          team_id: of.team,
          order_number: null,
        }
        return spentForUpdate(work, asked)
      }),
    )
    return { without, with: checked }
  })
}
