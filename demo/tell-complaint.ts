import { editComplaint } from '#modules/complaints/edit-complaint.ts'
import { assignComplaint, complaintFor, issuesOf, reopenComplaint, waitForCustomer, withdrawComplaint } from '#modules/complaints/index.ts'
import { addIssue } from '#modules/complaints/issues/add-issue.ts'
import { editIssue } from '#modules/complaints/issues/edit-issue.ts'
import { classifyComplaint } from '#modules/complaints/kind/classify-complaint.ts'
import { restrictComplaint } from '#modules/complaints/restrict-complaint.ts'
import { tagComplaint } from '#modules/complaints/tag-complaint.ts'
import { receiveMessage, takeComplaint, writeNote, writeReply } from '#modules/conversations/index.ts'
import { logContact } from '#modules/conversations/log-contact.ts'
import { type Actor, type Person, theDesk } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { firstWords, laterWords } from './customer-words.ts'
import { makeAttachment } from './make-attachment.ts'
import { momentOf, type StoryComplaint, type StoryStep, startOf, toldAt } from './story/story.ts'
import { tellClosing } from './tell-closing.ts'
import { type Happening, known, supervisorOf, type Telled, type Told, teamOf } from './told.ts'

type Step<What extends StoryStep['what']> = Extract<StoryStep, { what: What }>

/** Everything that happens on one complaint, each at its own moment. */
export function complaintHappens(told: Told, complaint: StoryComplaint, after: (id: Id) => Promise<void>): Happening[] {
  const { zone } = teamOf(told, complaint.team)
  const start = startOf(complaint, told.now, zone)
  const customer = told.story.customers.find(({ key }) => key === complaint.customer)
  if (!customer) throw new Error(`The story has no customer ${complaint.customer}`)
  const telling = { start, zone, language: complaint.language }
  const telled: Telled = { told, complaint, customer, telling, id: '' }
  const happens = (hours: number, tell: () => Promise<void>): Happening => ({ at: momentOf(start, hours), tell })
  const thenGoesOn = (tell: () => Promise<void>) => async () => {
    await tell()
    await after(telled.id)
  }
  return [
    happens(
      0,
      thenGoesOn(() => open(telled)),
    ),
    ...lookedThrough(telled).map((tell) => happens(0.1, tell)),
    ...complaint.thread.map((step, place) => {
      const tell = () => tellStep(telled, { step, next: complaint.thread[place + 1], after })
      return happens(step.hours, step.what === 'reply' || step.what === 'message' ? thenGoesOn(tell) : tell)
    }),
    ...complaint.issues.flatMap((issue) => (issue.since === undefined ? [] : [happens(issue.since, () => addStoryIssue(telled, issue))])),
  ]
}

async function open(telled: Telled) {
  const { told, complaint, telling } = telled
  const files = await Promise.all(
    complaint.attachments.map((one) => makeAttachment(one, { complaint, telling, organisation: told.story.organisation })),
  )
  const opened = await told.house.open(writtenDownBy(telled), (work) => takeComplaint(work, firstWords(telled, files)))
  telled.id = opened.id
}

// Mail, form and page come by themselves; what was said is written down by a colleague.
function writtenDownBy({ told, complaint }: Telled): Actor {
  if (complaint.channel === 'email' || complaint.channel === 'web_form') return theDesk
  const taker = complaint.thread.find(({ what }) => what === 'taken')
  const agent = told.story.accounts.find(({ team, role }) => team === complaint.team && role === 'agent')
  return known(told.persons, (taker && 'by' in taker && taker.by) || (agent?.key ?? ''))
}

/** What nobody has taken yet has been looked through by whoever leads the team. */
function lookedThrough(telled: Telled): (() => Promise<void>)[] {
  const { complaint, told } = telled
  if (complaint.thread.some(({ what }) => what === 'taken') || complaint.tags.length === 0) return []
  return [() => told.house.open(supervisorOf(told, complaint.team), (work) => tag(work, telled))]
}

async function tag(work: Work, { id, complaint }: Telled) {
  for (const one of complaint.tags) await tagComplaint(work, id, one)
}

async function addStoryIssue({ told, complaint, id }: Telled, { title, category, owner }: StoryComplaint['issues'][number]) {
  const by = owner ? known(told.persons, owner) : supervisorOf(told, complaint.team)
  await told.house.open(by, (work) => addIssue(work, id, { title, category, owner: owner && known(told.persons, owner).id }))
}

interface Telling {
  step: StoryStep
  next: StoryStep | undefined
  after: (id: Id) => Promise<void>
}

async function tellStep(telled: Telled, { step, next, after }: Telling): Promise<void> {
  const { told } = telled
  const by = 'by' in step && step.by ? known(told.persons, step.by) : null
  if (step.what === 'message') return tellMessage(telled, step)
  if (step.what === 'closed' && by) return tellClosing(telled, by, after)
  if (opensByItself(step, next)) return
  await told.house.open(by ?? theDesk, (work) => tellAct(work, telled, { step, by }))
  if (step.what === 'taken') await restrictWhatIsTagged(telled)
  if (step.what === 'not_complaint') await confirm(telled, step)
}

/** The customer's next message opens it by itself. */
const opensByItself = (step: StoryStep, next: StoryStep | undefined) => step.what === 'reopened' && !step.by && next?.what === 'message'

async function tellMessage(telled: Telled, { text, attachments = [] }: Step<'message'>) {
  const { told, complaint, telling } = telled
  const files = await Promise.all(
    attachments.map((one) => makeAttachment(one, { complaint, telling, organisation: told.story.organisation })),
  )
  await told.house.open(theDesk, async (work) => {
    await receiveMessage(work, await laterWords(work, telled, { text: toldAt(text, telling), files }))
  })
}

async function tellAct(work: Work, telled: Telled, { step, by }: { step: StoryStep; by: Person | null }): Promise<void> {
  const { id } = telled
  const say = (text: string) => toldAt(text, telled.telling)
  if (step.what === 'taken' && by) await take(work, telled, by)
  if (step.what === 'reply') await reply(work, telled, step)
  if (step.what === 'note') await writeNote(work, id, { text: say(step.text) })
  if (step.what === 'call') await logContact(work, id, { channel: 'phone', direction: step.direction, text: say(step.text) })
  if (step.what === 'visit') await logContact(work, id, { channel: 'counter', direction: 'in', text: say(step.text) })
  await tellEnd(work, id, step)
}

async function tellEnd(work: Work, id: Id, step: StoryStep): Promise<void> {
  if (step.what === 'reopened') await reopenComplaint(work, id, step.reason)
  if (step.what === 'withdrawn') await withdrawComplaint(work, id, step.words)
  if (step.what === 'not_complaint') await classifyComplaint(work, id, { kind: step.kind, reason: step.reason })
}

/** What reads like a complaint is none when a second person says so too. */
async function confirm({ told, complaint, id }: Telled, { kind, reason }: Step<'not_complaint'>) {
  const supervisor = supervisorOf(told, complaint.team)
  await told.house.open(supervisor, async (work) => {
    if ((await complaintFor(work, id)).state !== 'not_complaint') await classifyComplaint(work, id, { kind, reason })
  })
}

/** Whoever takes a complaint reads it, says in a sentence what it is, and separates what is in it. */
async function take(work: Work, telled: Telled, by: Person) {
  const { id, complaint, told } = telled
  await assignComplaint(work, id, { owner: by.id })
  const { version } = await complaintFor(work, id)
  await editComplaint(work, id, { summary: complaint.summary, version })
  await tag(work, telled)
  await nameIssues(work, telled)
  if (complaint.owner && known(told.persons, complaint.owner).id !== by.id && !takenLater(complaint)) {
    await assignComplaint(work, id, { owner: known(told.persons, complaint.owner).id })
  }
}

const takenLater = ({ thread }: StoryComplaint) => thread.filter(({ what }) => what === 'taken').length > 1

async function nameIssues(work: Work, { id, complaint, told }: Telled) {
  const [first] = await issuesOf(work, id)
  for (const [place, issue] of complaint.issues.filter(({ since }) => since === undefined).entries()) {
    const { title, category } = issue
    const owner = issue.owner && known(told.persons, issue.owner).id
    if (place === 0 && first) await editIssue(work, { complaint: id, issue: first.id }, { title, category, owner, version: first.version })
    else await addIssue(work, id, { title, category, owner })
  }
}

async function restrictWhatIsTagged({ id, complaint, told }: Telled) {
  if (!complaint.tags.includes('restricted')) return
  const keys = complaint.thread.flatMap((step) => ('by' in step && step.by ? [step.by] : []))
  const people = [...new Set(keys)].map((key) => known(told.persons, key).id)
  const supervisor = supervisorOf(told, complaint.team)
  await told.house.open(supervisor, (work) => restrictComplaint(work, id, { restriction: 'staff_conduct', people }))
}

async function reply(work: Work, telled: Telled, { text, waitsDays }: Step<'reply'>) {
  const { id, customer, complaint } = telled
  const how = complaint.channel === 'letter' || customer.telephones.length === 0 ? 'printed' : 'told'
  const said = toldAt(text, telled.telling)
  await writeReply(work, id, customer.emails.length > 0 ? { text: said } : { text: said, by_hand: { how } })
  if (waitsDays !== undefined) await waitForCustomer(work, id, { replyBy: work.now.add({ minutes: Math.round(waitsDays * 24 * 60) }) })
}
