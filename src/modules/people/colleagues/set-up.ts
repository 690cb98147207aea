import type { Id, Language } from '#platform/endpoint.ts'
import { houseMailOf } from '#platform/house-mail.ts'
import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import { hashOfSecret, newSecret } from '#platform/secrets.ts'
import { isZone } from '#platform/time.ts'
import type { Work } from '#platform/work.ts'
import type { SetUp } from '../contract.ts'
import { organisationForUpdate, organisationOf } from '../organisation/find-organisation.ts'
import { lockPeople } from './lock-people.ts'
import '../refusals.ts'

/** The link by which the first administrator comes in, for the operator's terminal; null once somebody is here. */
export async function setUpLink(work: Work): Promise<string | null> {
  if (await somebodyIsHere(work)) return null
  const secret = newSecret()
  await work.db
    .insertInto('people_setup_keys')
    .values({ secret_hash: hashOfSecret(secret), made_at: work.now })
    .execute()
  return `${toolsOf(work).origin}/app/set-up?key=${secret}`
}

export async function setUpState(work: Work): Promise<{ open: boolean; mails: boolean }> {
  return { open: !(await somebodyIsHere(work)), mails: houseMailOf(toolsOf(work).configuration).canSend }
}

/** Makes the first administrator and names the organisation. Works once, also when two try at the same moment. */
export async function setUp(work: Work, { key, organisation, ...person }: SetUp): Promise<{ id: Id }> {
  await lockPeople(work)
  if (await somebodyIsHere(work)) throw refuse('people.set_up_done')
  await keyFits(work, key)
  if (!isZone(organisation.zone)) throw refuse('people.unknown_zone', { zone: organisation.zone })

  await organisationForUpdate(work)
  await work.db
    .updateTable('people_organisation')
    .set({ ...organisation, changed_at: work.now })
    .execute()
  organisationOf.forget(work)
  return { id: await firstAdministrator(work, { language: organisation.language, ...person }) }
}

/** The unattended way, by REDRESS_ADMIN_EMAIL and REDRESS_ADMIN_PASSWORD. Null, and nothing done, once somebody is here. */
export async function createFirstAdministrator(work: Work, asked: { email: string; password: string; name?: string }): Promise<Id | null> {
  await lockPeople(work)
  if (await somebodyIsHere(work)) return null
  const { language } = await organisationOf(work)
  return firstAdministrator(work, {
    language,
    name: asked.name ?? asked.email.replace(/@.*/, ''),
    email: asked.email,
    password: asked.password,
  })
}

async function firstAdministrator(
  work: Work,
  { password, language, ...asked }: { name: string; email: string; password: string; language?: Language | undefined },
) {
  const login_id = await toolsOf(work).sessions.makeLogin({ ...asked, password })
  const id = newId()
  await work.db
    .insertInto('people_agents')
    .values({ ...asked, id, role: 'administrator', language: language ?? 'en', login_id, created_at: work.now })
    .execute()
  await work.db.updateTable('people_setup_keys').set({ closed_at: work.now }).where('closed_at', 'is', null).execute()
  await work.announce({ fact: 'desk.set_up', house: 'people', agent: id })
  return id
}

async function somebodyIsHere(work: Work): Promise<boolean> {
  return (await work.db.selectFrom('people_agents').select('id').limit(1).executeTakeFirst()) !== undefined
}

async function keyFits(work: Work, key: string) {
  const found = await work.db
    .selectFrom('people_setup_keys')
    .select('made_at')
    .where('secret_hash', '=', hashOfSecret(key))
    .where('closed_at', 'is', null)
    .executeTakeFirst()
  if (!found) throw refuse('people.set_up_key_wrong')
}
