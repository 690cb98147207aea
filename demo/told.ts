import type { Person } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { House } from '#src/house.ts'
import type { Story, StoryAccount, StoryComplaint, StoryCustomer, StoryTeam, Telling } from './story/story.ts'

/** The clock of the house while the story is told: it stands where the teller puts it, and goes on when the story is over. */
export interface TellersClock {
  now: () => Temporal.Instant
  set(moment: Temporal.Instant): void
  release(): void
}

export function tellersClock(): TellersClock {
  let stands: Temporal.Instant | null = null
  return {
    now: () => stands ?? Temporal.Now.instant(),
    set: (moment) => void (stands = moment),
    release: () => void (stands = null),
  }
}

/** What the teller knows by now: the story's people and things by their keys, and what they became in the house. */
export interface Told {
  house: House
  clock: TellersClock
  story: Story
  /** The moment at which the story is told: everything lies before it. */
  now: Temporal.Instant
  password: string
  persons: Map<string, Person>
  /** The keys of invitations that wait to be used. */
  invitations: Map<string, string>
  teams: Map<string, Id>
  mailboxes: Map<string, { id: Id; name: string; address: string }>
  customers: Map<string, Id>
}

/** One thing that happens, at its own moment; told in the order of the moments. */
export interface Happening {
  at: Temporal.Instant
  tell(): Promise<void>
}

export const nobodyYet = (told: Pick<Told, 'house' | 'clock' | 'story' | 'now' | 'password'>): Told => ({
  ...told,
  persons: new Map(),
  invitations: new Map(),
  teams: new Map(),
  mailboxes: new Map(),
  customers: new Map(),
})

/** What was told under a key: the story's own test walks its keys. */
export function known<Key, Thing>(things: Map<Key, Thing>, key: Key): Thing {
  const thing = things.get(key)
  if (thing === undefined) throw new Error(`The story names ${String(key)} before it is there`)
  return thing
}

export function teamOf({ story }: Told, key: string): StoryTeam {
  const team = story.teams.find((one) => one.key === key)
  if (!team) throw new Error(`The story has no team ${key}`)
  return team
}

export function supervisorOf({ story, persons }: Told, team: string): Person {
  const account = story.accounts.find(({ leads }) => (leads as string[]).includes(team))
  return known(persons, account?.key ?? team)
}

/** The colleague as they would be signed in. */
export function personOf({ story, teams }: Told, id: Id, account: StoryAccount): Person {
  const { name, role, duties, language } = account
  const leads = account.leads.map((team) => known(teams, team))
  const works = story.teams.filter(({ key }) => key === account.team).map(({ key }) => known(teams, key))
  return { kind: 'person', id, name, role, duties, language, leads, teams: works }
}

/** A complaint on its way through the story. */
export interface Telled {
  told: Told
  complaint: StoryComplaint
  customer: StoryCustomer
  telling: Telling
  id: Id
}
