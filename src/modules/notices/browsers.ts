import type { BodyOf, Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { isOutside } from '#platform/post-outside.ts'
import { newPushKeys, type PushTarget } from '#platform/push-to.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { addBrowser as addEndpoint, PushKey } from './contract.ts'
import { ownId } from './own-id.ts'

/** Makes the keys by which push services know this desk, where there are none for its secret yet. Twice is once. */
export async function plantPushKeys(work: Work): Promise<void> {
  if (await findKeys(work)) return
  const { secrets } = toolsOf(work)
  const made = newPushKeys()
  await work.db
    .insertInto('notices_keys')
    .values({
      fingerprint: secrets.fingerprint,
      public_key: made.publicKey,
      private_key: secrets.encrypt(Buffer.from(made.privateKey)),
      made_at: work.now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The key that a browser asks its push service with, and how many of the caller's browsers are told. */
export async function readPushKey(work: Work): Promise<PushKey> {
  const agent = ownId(work)
  const keys = await findKeys(work)
  const rows = await work.db.selectFrom('notices_browsers').select('id').where('agent_id', '=', agent).execute()
  return { key: keys?.public_key ?? null, browsers: rows.length }
}

const mostBrowsers = 20

/** A browser of the caller's that wants to be told. The same one again is whoever sits before it now. */
export async function addBrowser(work: Work, { endpoint, keys }: BodyOf<typeof addEndpoint>): Promise<PushKey> {
  const agent = ownId(work)
  const { secrets, configuration } = toolsOf(work)
  if (!isOutside(endpoint, configuration.PUSH_HOSTS)) throw refuse('notices.push_host')
  const known = await findKeys(work)
  if (!known) throw refuse('notices.no_push')
  const columns = {
    agent_id: agent,
    p256dh: keys.p256dh,
    auth: secrets.encrypt(Buffer.from(keys.auth)),
    public_key: known.public_key,
    added_at: work.now,
  }
  await work.db
    .insertInto('notices_browsers')
    .values({ ...columns, id: newId(), endpoint })
    .onConflict((conflict) => conflict.column('endpoint').doUpdateSet(columns))
    .execute()
  await keepNewest(work, agent)
  return readPushKey(work)
}

/** Who changes browsers every day is not told by hundreds of them. */
async function keepNewest(work: Work, agent: Id) {
  const old = await work.db
    .selectFrom('notices_browsers')
    .select('id')
    .where('agent_id', '=', agent)
    .orderBy('added_at', 'desc')
    .offset(mostBrowsers)
    .execute()
  for (const { id } of old) await forgetBrowser(work, id)
}

/** This browser of the caller's is told no more. */
export async function endBrowser(work: Work, endpoint: string): Promise<PushKey> {
  await work.db.deleteFrom('notices_browsers').where('agent_id', '=', ownId(work)).where('endpoint', '=', endpoint).execute()
  return readPushKey(work)
}

/** Its push service says that it is gone. */
export async function forgetBrowser(work: Work, id: Id | null): Promise<void> {
  if (id) await work.db.deleteFrom('notices_browsers').where('id', '=', id).execute()
}

/** A browser with all that a push to it needs; null where it was asked for with keys that we have no more. */
export async function openBrowser(work: Work, id: Id): Promise<PushTarget | null> {
  const keys = await findKeys(work)
  const row = await work.db.selectFrom('notices_browsers').selectAll().where('id', '=', id).executeTakeFirst()
  if (!keys || row?.public_key !== keys.public_key) return null
  const { secrets, origin } = toolsOf(work)
  return {
    endpoint: row.endpoint,
    keys: { p256dh: row.p256dh, auth: secrets.decrypt(row.auth).toString() },
    from: { publicKey: keys.public_key, privateKey: secrets.decrypt(keys.private_key).toString(), subject: subjectOf(origin) },
  }
}

// A push service wants to know whom to write to: a page over https, or an address.
const subjectOf = (origin: string) => (origin.startsWith('https:') ? origin : `mailto:redress@${new URL(origin).hostname}`)

const findKeys = (work: Work) =>
  work.db.selectFrom('notices_keys').selectAll().where('fingerprint', '=', toolsOf(work).secrets.fingerprint).executeTakeFirst()
