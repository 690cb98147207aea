import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadStory, momentOf, occurredAt, type StoryComplaint, type StoryCustomer, type StoryStep, startOf, toldAt } from './story.ts'

const story = loadStory()
// Cast: our own data file, whose shape the last test walks.
const tree = JSON.parse(readFileSync(new URL('../../src/modules/complaints/rules/category-tree.json', import.meta.url), 'utf8')) as {
  code: string
  names: Record<string, string>
  children: { code: string; names: Record<string, string> }[]
}[]
const leaves = tree.flatMap((branch) => branch.children)

const greetings = {
  en: /^(Dear|Hello) \p{Lu}/u,
  el: /^(Αγαπητ|Αξιότιμ|Καλημέρα|Καλησπέρα|Γεια σας)/,
  es: /^(Estimad[oa]|Buen[oa]s (días|tardes)|Hola|Gracias a usted|Don \p{Lu})/u,
}

const repliesOf = (complaint: StoryComplaint) => complaint.thread.filter((step) => step.what === 'reply')
const textsOf = (complaint: StoryComplaint) => [complaint.words, ...complaint.thread.flatMap((step) => ('text' in step ? [step.text] : []))]
const zoneOf = (complaint: StoryComplaint) => story.teams.find((team) => team.key === complaint.team)?.zone ?? 'UTC'
const stateSetBy: Partial<Record<StoryStep['what'], string>> = {
  taken: 'open',
  reopened: 'open',
  closed: 'closed',
  withdrawn: 'withdrawn',
  not_complaint: 'not_complaint',
}
const now = Temporal.Instant.from('2027-03-29T03:00:00Z')

test('the company answers in three languages, from three teams, with every role and both duties', () => {
  const { accounts, teams, mailboxes, organisation } = story
  expect(new Set(accounts.map((account) => account.role))).toEqual(
    new Set(['agent', 'senior_agent', 'supervisor', 'manager', 'auditor', 'administrator']),
  )
  expect(accounts.filter((account) => account.role === 'agent').length).toBeGreaterThanOrEqual(5)
  expect(new Set(accounts.flatMap((account) => account.duties))).toEqual(new Set(['finance', 'compliance']))
  expect(accounts.filter((account) => !account.email.endsWith(`@${organisation.domain}`))).toEqual([])
  expect(new Set(accounts.flatMap((account) => account.leads))).toEqual(new Set(teams.map((team) => team.key)))
  expect(mailboxes.map((mailbox) => mailbox.address)).toEqual(teams.map((team) => team.mailbox))
})

test('no two accounts, customers or complaints share a key, and no two people an address', () => {
  for (const list of [story.accounts, story.customers, story.complaints]) expect(repeated(list.map((one) => one.key))).toEqual([])
  expect(repeated([...story.accounts.map((one) => one.email), ...story.customers.flatMap((one) => one.emails)])).toEqual([])
  expect(repeated(story.customers.flatMap((one) => one.accountNumbers))).toEqual([])
})

test('every invented address ends in .example', () => {
  const addresses = [...story.accounts.map((one) => one.email), ...story.customers.flatMap((one) => one.emails)]
  expect(addresses.filter((address) => !address.endsWith('.example'))).toEqual([])
})

test('there are at least 66 complaints, 22 in each language, in every state and by every channel', () => {
  expect(story.complaints.length).toBeGreaterThanOrEqual(66)
  for (const language of ['en', 'el', 'es']) {
    expect(story.complaints.filter((complaint) => complaint.language === language).length).toBeGreaterThanOrEqual(22)
  }
  const states = new Set(story.complaints.map((complaint) => `${complaint.language} ${complaint.state}`))
  expect(states.size).toBe(18)
  expect(new Set(story.complaints.map((complaint) => complaint.channel)).size).toBe(7)
  expect(story.complaints.filter((complaint) => complaint.thread.some((step) => step.what === 'reopened')).length).toBeGreaterThanOrEqual(3)
  expect(story.complaints.filter((complaint) => complaint.daysAgo < 1).length).toBeGreaterThanOrEqual(6)
})

test('every customer, colleague, team and category that is named exists', () => {
  const codes = new Set(leaves.map((leaf) => leaf.code))
  const lost = story.complaints.flatMap((complaint) => {
    const colleagues = new Set(story.accounts.filter((account) => account.team === complaint.team).map((account) => account.key))
    const named = [complaint.owner, ...complaint.issues.map((issue) => issue.owner), ...complaint.thread.map(by)]
    const categories = [complaint.category, ...complaint.issues.map((issue) => issue.category)]
    return [
      ...(customerOf(complaint)?.language === complaint.language ? [] : [`${complaint.key} ${complaint.customer}`]),
      ...named.filter((key) => key !== null && !colleagues.has(key)).map((key) => `${complaint.key} ${key}`),
      ...categories.filter((code) => !codes.has(code)).map((code) => `${complaint.key} ${code}`),
    ]
  })
  expect(lost).toEqual([])
})

test('every customer who complains can be answered, and by e-mail only with an address', () => {
  expect(story.complaints.filter((complaint) => waysToAnswer(complaint).length === 0)).toEqual([])
})

test('the state of each complaint follows from its steps, and only what nobody took has no owner', () => {
  const told = story.complaints.map(({ key, state, owner }) => ({ key, state, owned: owner !== null }))
  const derived = story.complaints.map(({ key, thread }) => {
    const state = thread.reduce(afterStep, 'received')
    return { key, state, owned: state !== 'received' }
  })
  expect(told).toEqual(derived)
})

test('what was closed has an outcome, a sentence and a cause of the list on each issue, what never was has none', () => {
  const issues = story.complaints.flatMap((complaint) => {
    const closed = complaint.thread.some((step) => step.what === 'closed')
    return complaint.issues.map((issue) => ({ issue, decided: closed && issue.since === undefined }))
  })
  const wrong = issues.filter(({ issue, decided }) =>
    [issue.outcome, issue.sentence, issue.cause].some((said) => (said !== undefined) !== decided),
  )
  expect(wrong).toEqual([])
  expect(story.complaints.filter((complaint) => complaint.issues.length === 0 && complaint.state !== 'not_complaint')).toEqual([])
})

test('steps are told in order and none lies in the future, at whatever hour the demo starts', () => {
  const wrong = story.complaints.filter((complaint) => {
    const hours = complaint.thread.map((step) => step.hours)
    const inOrder = hours.every((hour, at) => hour >= (hours[at - 1] ?? 0))
    // Midnight is the hardest: a complaint of 2.9 days is then little more than one day old.
    return !inOrder || (hours.at(-1) ?? 0) > leastHours(complaint)
  })
  expect(wrong.map((complaint) => complaint.key)).toEqual([])
})

test('nothing happened to a customer after they complained about it', () => {
  const wrong = story.complaints.filter((complaint) => {
    const occurred = occurredAt(complaint, now, zoneOf(complaint))
    return occurred !== undefined && Temporal.Instant.compare(occurred, startOf(complaint, now, zoneOf(complaint))) > 0
  })
  expect(wrong.map((complaint) => complaint.key)).toEqual([])
})

test('an old complaint keeps its time of day across the change of clocks, a new one its age', () => {
  const old = startOf({ daysAgo: 143.4 }, now, 'Europe/Athens').toZonedDateTimeISO('Europe/Athens')
  expect(old.toPlainDateTime().toString()).toBe('2026-11-06T09:36:00')
  expect(startOf({ daysAgo: 0.25 }, now, 'Europe/Athens').toString()).toBe('2027-03-28T21:00:00Z')
  expect(momentOf(now, 1.5).toString()).toBe('2027-03-29T04:30:00Z')
})

test('every reply greets, and is signed by whoever wrote it', () => {
  const replies = story.complaints.flatMap((complaint) => repliesOf(complaint).map((reply) => ({ reply, language: complaint.language })))
  const name = (key: string) => story.accounts.find((account) => account.key === key)?.name ?? 'nobody'
  expect(replies.filter(({ reply, language }) => !greetings[language].test(reply.text))).toEqual([])
  expect(replies.filter(({ reply }) => !reply.text.includes(name(reply.by)))).toEqual([])
})

test('every text is written in the letters of its language', () => {
  const texts = story.complaints.flatMap((complaint) => textsOf(complaint).map((text) => ({ text, language: complaint.language })))
  const wrong = texts.filter(({ text, language }) => (language === 'el' ? shareOfGreek(text) < 0.7 : shareOfGreek(text) > 0))
  expect(wrong).toEqual([])
  const spanish = story.complaints.filter((complaint) => complaint.language === 'es').flatMap(repliesOf)
  expect(spanish.filter((reply) => !/[áéíóúñ¿¡]/.test(reply.text))).toEqual([])
})

test('dates are told in the language of the complaint, and never on a weekend', () => {
  const start = Temporal.Instant.from('2026-11-17T08:00:00Z')
  expect(toldAt('by {{day+4}}', { start, zone: 'Europe/London', language: 'en' })).toBe('by Monday 23 November')
  expect(toldAt('έως την {{day+3}}, από τις {{date-8}}', { start, zone: 'Europe/Athens', language: 'el' })).toBe(
    'έως την Παρασκευή 20 Νοεμβρίου, από τις 9/11',
  )
  expect(toldAt('antes del {{day+1}}', { start, zone: 'Europe/Madrid', language: 'es' })).toBe('antes del miércoles 18 de noviembre')
  expect(toldAt('έως την {{day+6}}', { start, zone: 'Europe/Athens', language: 'el' })).toBe('έως τη Δευτέρα 23 Νοεμβρίου')
})

test('no text keeps a date that was not told', () => {
  const told = story.complaints.flatMap((complaint) => {
    const telling = { start: startOf(complaint, now, zoneOf(complaint)), zone: zoneOf(complaint), language: complaint.language }
    return textsOf(complaint).map((text) => toldAt(text, telling))
  })
  expect(told.filter((text) => /[{}]/.test(text))).toEqual([])
})

test('no two bodies are alike', () => {
  expect(repeated(story.complaints.flatMap(textsOf))).toEqual([])
  expect(repeated(story.complaints.map((complaint) => complaint.subject))).toEqual([])
})

test('the default categories are unique, in snake case, and named in three languages', () => {
  const all = [...tree, ...leaves]
  expect(repeated(all.map((one) => one.code))).toEqual([])
  for (const one of all) {
    expect(one.code).toMatch(/^[a-z]+(_[a-z]+)*$/)
    expect(Object.keys(one.names)).toEqual(['en', 'el', 'es'])
    expect(Object.values(one.names).filter((name) => name.trim() === '')).toEqual([])
  }
  expect(leaves.length).toBeGreaterThanOrEqual(30)
})

function repeated(values: string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at)
}

function by(step: StoryStep): string | null {
  return 'by' in step ? (step.by ?? null) : null
}

function afterStep(state: string, step: StoryStep): string {
  if (step.what === 'reply') return step.waitsDays === undefined ? state : 'waiting_customer'
  if (step.what === 'message') return state === 'waiting_customer' ? 'open' : state
  return stateSetBy[step.what] ?? state
}

function shareOfGreek(text: string): number {
  const letters = text.match(/\p{L}/gu) ?? []
  return letters.filter((letter) => /\p{Script=Greek}/u.test(letter)).length / Math.max(1, letters.length)
}

function customerOf(complaint: StoryComplaint): StoryCustomer | undefined {
  return story.customers.find((customer) => customer.key === complaint.customer)
}

function waysToAnswer(complaint: StoryComplaint): string[] {
  const customer = customerOf(complaint)
  if (!customer) return []
  const byMail = complaint.channel === 'email' || complaint.channel === 'web_form'
  return byMail ? customer.emails : [...customer.emails, ...customer.telephones, ...customer.addresses]
}

function leastHours(complaint: StoryComplaint): number {
  return 24 * (complaint.daysAgo < 2 ? complaint.daysAgo : 2 * Math.floor(complaint.daysAgo) - complaint.daysAgo)
}
