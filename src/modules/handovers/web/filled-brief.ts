import type { Complaint } from '#modules/complaints/contract.ts'
import type { Say } from '#workspace/kit/desk.ts'
import type { InWords } from '#workspace/kit/in-words.ts'
import { type Brief, type Known, longestPart } from '../contract.ts'

interface Speaking {
  say: Say
  words: InWords
}

const lines = (...said: (string | false | null)[]): string => said.filter(Boolean).join('\n').slice(0, longestPart)

/** The brief as far as the record knows it, in the reader's language: a person corrects it before it is sent. */
export function filledBrief(complaint: Complaint, known: Known, { say, words }: Speaking): Brief {
  const { last_words: last, last_answer: answer, reading, contacts } = known
  return {
    facts: factsOf(complaint, { say, words }),
    feelings: lines(
      reading !== null && say('web.reading.emotion', { emotion: Math.round(reading.emotion) }),
      last !== null && say('web.reading.said', { words: last.text.slice(0, 400) }),
      contacts > 0 && say('web.reading.contacts', { count: contacts }),
    ),
    promises: lines(complaint.reply_by !== null && say('web.reading.reply_by', { moment: words.moment(complaint.reply_by) })),
    offered: lines(answer !== null && say('web.reading.answer', { moment: words.moment(answer.at), words: answer.text.slice(0, 500) })),
    wanted: lines(complaint.desired_outcome),
  }
}

function factsOf(complaint: Complaint, { say, words }: Speaking): string {
  const { number, received_at, product, order_numbers, amount, summary, issues_list } = complaint
  return lines(
    say('web.reading.received', { number, moment: words.moment(received_at) }),
    summary,
    product !== null && say('web.reading.product', { product }),
    order_numbers.length > 0 && say('web.reading.orders', { orders: order_numbers.join(', ') }),
    amount !== null && say('web.reading.amount', { amount: words.amount(amount) }),
    ...issues_list.map(({ title, outcome, sentence }) => {
      const decided = sentence ?? say('web.reading.decided')
      return `– ${say('web.reading.issue', { title, outcome: outcome === null ? say('web.reading.open') : decided })}`
    }),
  )
}
