import { sql } from 'kysely'
import type { Actor } from '#platform/actor.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Tellable } from '#platform/http/serve-events.ts'
import type { Heard } from '#platform/live.ts'
import type { Work } from '#platform/work.ts'
import { canSee, type Sight } from './access.ts'

/** `GET /live`: what changed, for who may see it. Topics are `complaints:<id>`, `customers:<id>`, or a part of the house such as `people`. */
export function liveRoute({ serveEvents }: Routes) {
  serveEvents(
    { url: '/api/v1/live', requires: 'complaints.read', about: 'Server-sent events: what changed, for who may see it.' },
    { weigh, changesSight: ({ stream }) => stream === 'house/people' },
  )
}

async function weigh(work: Work, heard: Heard[]): Promise<Tellable[]> {
  const sights = await sightsOf(work, [...new Set(heard.map(complaintOf).filter((id) => id !== null))])
  return heard.flatMap((one): Tellable[] => {
    const complaint = complaintOf(one)
    if (complaint === null) return [{ told: { topic: topicOf(one), fact: one.fact }, mayHear: (actor) => isFor(actor, one) }]
    const sight = sights.get(complaint)
    return sight ? [{ told: { topic: `complaints:${complaint}`, fact: one.fact }, mayHear: (actor) => canSee(actor, sight) }] : []
  })
}

/** What is told to one colleague alone is nothing to the others. */
const isFor = (actor: Actor, { stream }: Heard): boolean => !stream.startsWith('agent/') || stream.split('/')[1] === actor.id

type Seen = Sight & { id: string }

/** What decides who sees these complaints; one query. */
async function sightsOf(work: Work, complaints: string[]): Promise<Map<string, Seen>> {
  if (complaints.length === 0) return new Map()
  const rows = await work.db
    .selectFrom('complaints_complaints as c')
    .select(['c.id', 'c.team_id', 'c.owner_id', 'c.restriction'])
    .select([
      sql<string[]>`array(select n.agent_id from complaints_named_people n where n.complaint_id = c.id)`.as('named'),
      sql<string[]>`array(select m.agent_id from complaints_mentions m where m.complaint_id = c.id)`.as('mentioned'),
    ])
    .where('c.id', 'in', complaints)
    .execute()
  return new Map(rows.map((row) => [row.id, row]))
}

const complaintOf = ({ stream }: Heard): string | null => (stream.startsWith('complaint/') ? stream.slice('complaint/'.length) : null)

/** `house/people` → `people`; `customer/<id>` → `customers:<id>`; of one's own, `agent/<id>` → `own`, `agent/<id>/presence/<complaint>` → `own:presence:<complaint>`. */
const topicOf = ({ stream }: Heard): string =>
  stream
    .replace('house/', '')
    .replace('customer/', 'customers:')
    .replace(/^agent\/[^/]+/, 'own')
    .replaceAll('/', ':')
