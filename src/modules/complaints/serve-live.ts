import type { Routes } from '#platform/http/routes.ts'
import { serveEvents, type Told } from '#platform/http/serve-events.ts'
import type { Heard } from '#platform/live.ts'
import type { Work } from '#platform/work.ts'
import { visibleComplaints } from './access.ts'

/** `GET /live`: what changed, for who may see it. Topics are `complaints:<id>`, `customers:<id>`, or a part of the house such as `people`. */
export function liveRoute(routes: Routes) {
  serveEvents(
    routes,
    { url: '/api/v1/live', requires: 'complaints.read', about: 'Server-sent events: what changed, for who may see it.' },
    visibleOf,
  )
}

async function visibleOf(work: Work, heard: Heard[]): Promise<Told[]> {
  const ids = [...new Set(heard.map(complaintOf).filter((id) => id !== null))]
  const rows =
    ids.length === 0
      ? []
      : await work.db
          .selectFrom('complaints_complaints')
          .select('id')
          .where('complaints_complaints.id', 'in', ids)
          .where(visibleComplaints(work.actor))
          .execute()
  const seen = new Set(rows.map(({ id }) => id))
  return heard.flatMap((one) => {
    const complaint = complaintOf(one)
    if (complaint === null) return [{ topic: topicOf(one), fact: one.fact }]
    return seen.has(complaint) ? [{ topic: `complaints:${complaint}`, fact: one.fact }] : []
  })
}

const complaintOf = ({ stream }: Heard): string | null => (stream.startsWith('complaint/') ? stream.slice('complaint/'.length) : null)

/** `house/people` → `people`; `customer/<id>` → `customers:<id>`. */
const topicOf = ({ stream }: Heard): string => stream.replace('house/', '').replace('customer/', 'customers:')
