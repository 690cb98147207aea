import { addMailbox } from '#modules/channels/mailboxes/edit-mailbox.ts'
import { acceptInvitation } from '#modules/people/colleagues/accept-invitation.ts'
import { inviteAgent } from '#modules/people/colleagues/invite-agent.ts'
import { pinNote } from '#modules/people/customers/pin-note.ts'
import { addCustomer, createFirstAdministrator, createTeam, organisationOf } from '#modules/people/index.ts'
import { editOrganisation } from '#modules/people/organisation/edit-organisation.ts'
import { setLogo } from '#modules/people/organisation/set-logo.ts'
import { writePrivacyNotice } from '#modules/people/organisation/write-privacy-notice.ts'
import { stranger, theDesk } from '#platform/actor.ts'
import type { Work } from '#platform/work.ts'
import { drawLogo } from './draw-picture.ts'
import type { StoryAccount, StoryCustomer } from './story/story.ts'
import { tellOutsideBodies } from './tell-closing.ts'
import { tellLimits } from './tell-remedies.ts'
import { type Happening, known, personOf, supervisorOf, type Told } from './told.ts'

/** The first day: the administrator comes in, says who we are, makes the teams and their mailboxes, and invites everybody else. */
export async function tellFirstDay(told: Told, first: Temporal.Instant): Promise<void> {
  const { house, clock, story } = told
  clock.set(first)
  const administrator = story.accounts.find(({ role }) => role === 'administrator')
  if (!administrator) throw new Error('The story has no administrator')
  const { name, email } = administrator
  const id = await house.open(theDesk, (work) => createFirstAdministrator(work, { name, email, password: told.password }))
  if (!id) throw new Error('Somebody is here already')
  const opening = personOf({ ...told, teams: new Map(story.teams.map(({ key }) => [key, key])) }, id, administrator)
  told.persons.set(administrator.key, { ...opening, teams: [] })
  clock.set(first.add({ minutes: 20 }))
  await house.open(opening, (work) => sayWhoWeAre(work, told))
  const others = story.accounts.filter((account) => account !== administrator)
  for (const [after, account] of others.entries()) {
    clock.set(first.add({ minutes: 40 + after }))
    await house.open(opening, (work) => invite(work, told, account))
  }
  for (const [after, account] of others.entries()) {
    clock.set(first.add({ hours: 2, minutes: after * 7 }))
    await house.open(stranger, (work) => acceptInvitation(work, { key: known(told.invitations, account.key), password: told.password }))
  }
}

async function sayWhoWeAre(work: Work, told: Told) {
  const { organisation, teams, mailboxes } = told.story
  for (const { key, name, language } of teams) told.teams.set(key, (await createTeam(work, { name, language })).id)
  const { version } = await organisationOf(work)
  const { version: named } = await editOrganisation(work, version, {
    name: organisation.name,
    postal_address: organisation.postalAddress,
    telephone: organisation.telephone,
    imprint: Object.values(organisation.imprint).join('\n\n'),
    language: organisation.defaultLanguage,
    accent: organisation.accent,
    zone: organisation.zone,
    default_team: known(told.teams, organisation.defaultTeam),
  })
  if (named) await setLogo(work, [{ name: 'logo.png', mediaType: 'image/png', bytes: drawLogo() }])
  for (const language of ['en', 'el', 'es'] as const)
    await writePrivacyNotice(work, { language, text: organisation.privacyNotice[language] })
  await tellOutsideBodies(work)
  await tellLimits(work)
  // They have no servers: nothing is fetched, and nothing ever leaves the demonstration.
  for (const { address, name, team } of mailboxes) {
    const { id } = await addMailbox(work, { address, name, team: known(told.teams, team), imap: null, smtp: null })
    told.mailboxes.set(team, { id, name, address })
  }
}

async function invite(work: Work, told: Told, account: StoryAccount) {
  const { name, email, role, duties, language, team, leads } = account
  const teams = [{ id: known(told.teams, team), leads: leads.includes(team) }]
  const { id, link } = await inviteAgent(work, { name, email, role, duties, language, teams })
  told.persons.set(account.key, personOf(told, id, account))
  told.invitations.set(account.key, new URL(link ?? '').searchParams.get('key') ?? '')
}

/** A customer is known to the house from the moment of the first complaint on; what colleagues must know about them is pinned. */
export function customerHappens(told: Told, customer: StoryCustomer, first: Temporal.Instant): Happening {
  const { story, house } = told
  const team = story.complaints.find(({ customer: key }) => key === customer.key)?.team ?? story.organisation.defaultTeam
  return {
    at: first,
    async tell() {
      const contacts = [
        ...customer.emails.map((value) => ({ kind: 'email' as const, value })),
        ...customer.telephones.map((value) => ({ kind: 'phone' as const, value })),
        ...customer.accountNumbers.map((value) => ({ kind: 'account_number' as const, value })),
        ...customer.addresses.map((value) => ({ kind: 'postal_address' as const, value })),
      ]
      const { name, language, pinnedNote } = customer
      const { id } = await house.open(supervisorOf(told, team), (work) => addCustomer(work, { name, language, contacts }))
      told.customers.set(customer.key, id)
      if (pinnedNote) await house.open(supervisorOf(told, team), (work) => pinNote(work, id, pinnedNote))
    },
  }
}
