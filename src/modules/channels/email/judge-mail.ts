import type { ComplaintRecord } from '#modules/complaints/index.ts'
import { complaintFor, goesOnIn } from '#modules/complaints/index.ts'
import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import { findSenderRecord } from '../automatic/senders.ts'
import { findDuplicate, type Original } from './find-duplicate.ts'
import { matchAnswered, matchReport } from './match-report.ts'
import { findOwn, matchThread, type OwnMessage } from './match-thread.ts'
import { isMail, ownMarks, type Understood } from './understand-mail.ts'

export type AsideReason =
  | 'empty'
  | 'not_mail'
  | 'loop'
  | 'no_sender'
  | 'bounce'
  | 'delayed'
  | 'read_receipt'
  | 'abuse_report'
  | 'spam'
  | 'auto_reply'
  | 'challenge'
  | 'list'
  | 'unknown_sender'
  | 'unreadable'
  | 'too_large'
  | 'withheld'
  | 'sent_by_us'

/** What becomes of a mail. Nothing is dropped: what is neither attached nor opened is put aside, where a person sees it. */
export type Verdict =
  /** `suggested`: the complaint that a person may attach it to. */
  | { does: 'aside'; why: AsideReason; suggested?: Id }
  /** What is here already: one message, two mails. */
  | ({ does: 'repeat' } & Original)
  | { does: 'attach'; complaint: ComplaintRecord; byCustomer: boolean; proved: boolean; bounced: OwnMessage | null }
  /** `follows`: the complaint that ended too long ago to be opened again. */
  | { does: 'open'; follows?: ComplaintRecord }

type Judge = (work: Work, understood: Understood) => Verdict | null | Promise<Verdict | null>

const aside = (why: AsideReason): Verdict => ({ does: 'aside', why })

/** Asked in this order; the first that knows decides. */
const judges: Judge[] = [judgeForm, judgeLoop, judgeDuplicate, judgeReport, judgeSender, judgeAutoReply, judgeThread, judgeList]

export async function judgeMail(work: Work, understood: Understood): Promise<Verdict> {
  for (const judge of judges) {
    const verdict = await judge(work, understood)
    if (verdict) return verdict
  }
  return { does: 'open' }
}

function judgeForm(_work: Work, understood: Understood): Verdict | null {
  if (understood.mail.faults.includes('empty')) return aside('empty')
  return isMail(understood) ? null : aside('not_mail')
}

/** Our own mail that came back: known by its Message-ID or by our mark; another desk's mark says nothing to us. */
async function judgeLoop(work: Work, understood: Understood): Promise<Verdict | null> {
  const own = await findOwn(work, ownMarks(understood))
  return own.length > 0 ? aside('loop') : null
}

/** What servers report about a mail of ours: it came back, it is late, it was read, it was taken for abuse. */
async function judgeReport(work: Work, understood: Understood): Promise<Verdict | null> {
  const { sifted } = understood
  if (sifted.bounce || sifted.delayed) {
    const own = await matchReport(work, understood)
    if (!own) return aside(sifted.bounce ? 'bounce' : 'delayed')
    return attachTo(work, own, sifted.bounce)
  }
  if (sifted.readReceipt) return aside('read_receipt')
  return sifted.reportsAbuse ? aside('abuse_report') : null
}

async function judgeSender(work: Work, { from }: Understood): Promise<Verdict | null> {
  if (!from) return aside('no_sender')
  const sender = await findSenderRecord(work, from.address)
  return sender?.verdict === 'spam' ? aside('spam') : null
}

async function judgeDuplicate(work: Work, understood: Understood): Promise<Verdict | null> {
  const original = await findDuplicate(work, understood)
  return original && { does: 'repeat', ...original }
}

async function judgeAutoReply(work: Work, understood: Understood): Promise<Verdict | null> {
  if (!understood.sifted.autoReply) return null
  const own = await matchAnswered(work, understood)
  if (own) return attachTo(work, own, false)
  return aside(understood.sifted.challenge ? 'challenge' : 'auto_reply')
}

async function judgeThread(work: Work, understood: Understood): Promise<Verdict | null> {
  const thread = await matchThread(work, understood)
  if (!thread) return null
  if ('named' in thread) return { does: 'aside', why: 'unknown_sender', suggested: thread.named }
  // Who is not the customer opens nothing of their own by writing to what has ended.
  const complaint = thread.byCustomer ? await goesOnIn(work, thread.complaint) : thread.complaint
  return complaint ? { does: 'attach', ...thread, complaint, bounced: null } : { does: 'open', follows: thread.complaint }
}

/** What a list hands on to all its members, unless somebody we know answers us through it. */
function judgeList(_work: Work, { sifted }: Understood): Verdict | null {
  return sifted.list ? aside('list') : null
}

async function attachTo(work: Work, own: OwnMessage, isBounce: boolean): Promise<Verdict> {
  return {
    does: 'attach',
    complaint: await complaintFor(work, own.complaint),
    byCustomer: false,
    proved: false,
    bounced: isBounce ? own : null,
  }
}
