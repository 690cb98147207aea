import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** The demo company, told as a story. Times are relative, so that the desk looks alive on whatever day it is opened. */

const language = z.enum(['en', 'el', 'es'])
const teamKey = z.enum(['leeds', 'athens', 'valencia'])
const inThreeLanguages = z.strictObject({ en: z.string(), el: z.string(), es: z.string() })
const attachment = z.strictObject({ name: z.string(), kind: z.enum(['photo', 'receipt']) })
const happened = { hours: z.number() }
const byColleague = { ...happened, by: z.string() }

const organisation = z.strictObject({
  name: z.string(),
  domain: z.string(),
  defaultLanguage: language,
  zone: z.string(),
  defaultTeam: teamKey,
  postalAddress: z.string(),
  telephone: z.string(),
  email: z.string(),
  website: z.string(),
  accent: z.string(),
  openingHours: inThreeLanguages,
  shops: z.array(z.strictObject({ team: teamKey, name: z.string(), address: z.string(), telephone: z.string() })),
  imprint: inThreeLanguages,
  privacyNotice: inThreeLanguages,
})

const team = z.strictObject({ key: teamKey, name: z.string(), language, zone: z.string(), mailbox: z.string() })
const mailbox = z.strictObject({ address: z.string(), name: z.string(), team: teamKey, language })
const account = z.strictObject({
  key: z.string(),
  name: z.string(),
  email: z.string(),
  language,
  team: teamKey,
  role: z.enum(['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator']),
  duties: z.array(z.enum(['finance', 'compliance'])),
  leads: z.array(teamKey),
})
const people = z.strictObject({ teams: z.array(team), mailboxes: z.array(mailbox), accounts: z.array(account) })

const customer = z.strictObject({
  key: z.string(),
  name: z.string(),
  language,
  emails: z.array(z.string()),
  telephones: z.array(z.string()),
  accountNumbers: z.array(z.string()),
  addresses: z.array(z.string()),
  pinnedNote: z.optional(z.string()),
})

/** What happened on a complaint, `hours` after its start. The state of the complaint follows from these steps alone. */
const step = z.discriminatedUnion('what', [
  z.strictObject({ what: z.literal('taken'), ...byColleague }),
  /** With `waitsDays` the reply asks for something and the complaint waits that many days for the customer. */
  z.strictObject({ what: z.literal('reply'), ...byColleague, text: z.string(), waitsDays: z.optional(z.number()) }),
  z.strictObject({ what: z.literal('message'), ...happened, text: z.string(), attachments: z.optional(z.array(attachment)) }),
  z.strictObject({ what: z.literal('note'), ...byColleague, text: z.string() }),
  z.strictObject({ what: z.literal('call'), ...byColleague, direction: z.enum(['in', 'out']), text: z.string() }),
  z.strictObject({ what: z.literal('visit'), ...byColleague, text: z.string() }),
  z.strictObject({ what: z.literal('closed'), ...byColleague }),
  /** Without `by` it was the customer's next message that reopened it. */
  z.strictObject({ what: z.literal('reopened'), ...happened, by: z.optional(z.string()), reason: z.string() }),
  z.strictObject({ what: z.literal('withdrawn'), ...happened, words: z.string() }),
  z.strictObject({ what: z.literal('not_complaint'), ...byColleague, kind: z.enum(['enquiry', 'praise']), reason: z.string() }),
])

const issue = z.strictObject({
  category: z.string(),
  owner: z.nullable(z.string()),
  title: z.string(),
  /** Outcome and sentence are what the closing step records; a complaint that was reopened had them once. */
  outcome: z.optional(z.enum(['upheld', 'partly_upheld', 'not_upheld', 'not_upheld_goodwill'])),
  sentence: z.optional(z.string()),
  /** Its root cause, of the list that comes with the desk. */
  cause: z.optional(z.string()),
  /** Found later than the first words: so many hours after the start. */
  since: z.optional(z.number()),
})

const complaint = z.strictObject({
  key: z.string(),
  customer: z.string(),
  team: teamKey,
  language,
  daysAgo: z.number(),
  occurredDaysAgo: z.optional(z.number()),
  channel: z.enum(['email', 'web_form', 'phone', 'counter', 'letter', 'chat', 'social']),
  state: z.enum(['received', 'open', 'waiting_customer', 'closed', 'withdrawn', 'not_complaint']),
  category: z.string(),
  owner: z.nullable(z.string()),
  tags: z.array(z.string()),
  subject: z.string(),
  words: z.string(),
  desiredOutcome: z.optional(z.string()),
  summary: z.string(),
  attachments: z.array(attachment),
  issues: z.array(issue),
  thread: z.array(step),
})

/** A mail that becomes no complaint: a machine's, a list's, or one that only a person can place. */
const mailAside = z.strictObject({
  team: teamKey,
  daysAgo: z.number(),
  from: z.string(),
  subject: z.string(),
  /** The complaint whose number stands in the subject. */
  names: z.optional(z.string()),
  fields: z.optional(z.record(z.string(), z.string())),
  text: z.string(),
})

export type StoryMailAside = z.infer<typeof mailAside>
export type StoryLanguage = z.infer<typeof language>
export type StoryOrganisation = z.infer<typeof organisation>
export type StoryTeam = z.infer<typeof team>
export type StoryMailbox = z.infer<typeof mailbox>
export type StoryAccount = z.infer<typeof account>
export type StoryCustomer = z.infer<typeof customer>
export type StoryAttachment = z.infer<typeof attachment>
export type StoryIssue = z.infer<typeof issue>
export type StoryStep = z.infer<typeof step>
export type StoryComplaint = z.infer<typeof complaint>

export type Story = {
  organisation: StoryOrganisation
  teams: StoryTeam[]
  mailboxes: StoryMailbox[]
  accounts: StoryAccount[]
  customers: StoryCustomer[]
  /** Oldest first. */
  complaints: StoryComplaint[]
  mailsAside: StoryMailAside[]
}

const customerFiles = ['customers-leeds.json', 'customers-athens.json', 'customers-valencia.json']
const complaintFiles = ['leeds', 'athens', 'valencia'].flatMap((place) => [
  `complaints-${place}-earlier.json`,
  `complaints-${place}-lately.json`,
])

export function loadStory(): Story {
  const { teams, mailboxes, accounts } = people.parse(read('people.json'))
  const complaints = complaintFiles.flatMap((file) => z.array(complaint).parse(read(file)))
  return {
    organisation: organisation.parse(read('organisation.json')),
    teams,
    mailboxes,
    accounts,
    customers: customerFiles.flatMap((file) => z.array(customer).parse(read(file))),
    complaints: complaints.toSorted((a, b) => b.daysAgo - a.daysAgo),
    mailsAside: z.array(mailAside).parse(read('mails-aside.json')),
  }
}

/**
 * When a complaint came in. Under two days `daysAgo` is exact, so that the newest are always hours old; from two days on the whole part
 * counts days back and the fraction is the time of day at the team, so that nobody writes letters at four in the morning.
 */
export function startOf(told: Pick<StoryComplaint, 'daysAgo'>, now: Temporal.Instant, zone: string): Temporal.Instant {
  if (told.daysAgo < 2) return now.subtract({ minutes: Math.round(told.daysAgo * 24 * 60) })
  const days = Math.floor(told.daysAgo)
  const minutes = Math.round((told.daysAgo - days) * 24 * 60)
  return now.toZonedDateTimeISO(zone).subtract({ days }).startOfDay().add({ minutes }).toInstant()
}

export function momentOf(start: Temporal.Instant, hours: number): Temporal.Instant {
  return start.add({ minutes: Math.round(hours * 60) })
}

/** When it happened to the customer: the start of that day, never after the complaint itself. */
export function occurredAt(told: StoryComplaint, now: Temporal.Instant, zone: string): Temporal.Instant | undefined {
  if (told.occurredDaysAgo === undefined) return undefined
  const start = startOf(told, now, zone)
  const day = now.toZonedDateTimeISO(zone).subtract({ days: told.occurredDaysAgo }).startOfDay().toInstant()
  return Temporal.Instant.compare(day, start) > 0 ? start : day
}

export type Telling = { start: Temporal.Instant; zone: string; language: StoryLanguage }

/** Fills `{{day+3}}` (a working day, with its name) and `{{date-9}}` (day and month), both counted in days from the complaint's start. */
export function toldAt(text: string, telling: Telling): string {
  const first = telling.start.toZonedDateTimeISO(telling.zone).toPlainDate()
  return text
    .replace(/\{\{day([+-]\d+)\}\}/g, (_, days: string) => dayIn(telling.language, onWorkingDay(first.add({ days: Number(days) }))))
    .replace(/\{\{date([+-]\d+)\}\}/g, (_, days: string) => dateIn(telling.language, first.add({ days: Number(days) })))
    .replaceAll('την Δευτέρα', 'τη Δευτέρα')
}

const locales = { en: 'en-GB', el: 'el-GR', es: 'es-ES' }

function dayIn(spoken: StoryLanguage, day: Temporal.PlainDate): string {
  return day.toLocaleString(locales[spoken], { weekday: 'long', day: 'numeric', month: 'long' }).replace(',', '')
}

// Greek with numbers: “στις 1/11” reads right on every day, “στις 1 Νοεμβρίου” does not.
function dateIn(spoken: StoryLanguage, day: Temporal.PlainDate): string {
  return spoken === 'el' ? `${day.day}/${day.month}` : day.toLocaleString(locales[spoken], { day: 'numeric', month: 'long' })
}

function onWorkingDay(day: Temporal.PlainDate): Temporal.PlainDate {
  return day.dayOfWeek > 5 ? day.add({ days: 8 - day.dayOfWeek }) : day
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, import.meta.url), 'utf8'))
}
