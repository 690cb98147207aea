import { expect, test } from 'vitest'
import { mail, nextMessageId, receive, type WrittenMail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'

const stage = await scene()
const text = 'The ferry left twenty minutes early, and nobody told us.'

const withFile = (content: string, messageId: string) =>
  mail({
    messageId,
    text: [
      '--b1',
      'Content-Type: text/plain',
      '',
      text,
      '--b1',
      'Content-Type: text/csv; name=a.csv',
      'Content-Disposition: attachment; filename=a.csv',
      '',
      content,
      '--b1--',
    ].join('\n'),
    fields: { 'Content-Type': 'multipart/mixed; boundary=b1' },
  })

const messagesOf = (complaint: string | null) =>
  stage.db.selectFrom('conversations_messages').select('id').where('complaint_id', '=', complaint).where('direction', '=', 'in').execute()

/** Two mails, one after the other, and whether they are one message. */
async function areOne(one: Buffer, other: Buffer): Promise<boolean> {
  const [first, second] = [await receive(stage, one), await receive(stage, other)]
  const same = second.conversation_message_id === first.conversation_message_id
  expect(second.state).toBe(same ? 'attached' : 'opened')
  expect(await messagesOf(first.complaint_id)).toHaveLength(1)
  return same
}

const table: [string, [WrittenMail, WrittenMail], boolean][] = [
  [
    'sent twice in a moment, under two Message-IDs',
    [
      { text, from: 'a1@customer.example' },
      { text, from: 'a1@customer.example' },
    ],
    true,
  ],
  [
    'broken into other lines',
    [
      { text, from: 'a2@customer.example' },
      { text: text.replaceAll(' ', '  \n'), from: 'A2@customer.example' },
    ],
    true,
  ],
  [
    'answered to all',
    [
      { text, from: 'a3@customer.example' },
      { text, from: 'a3@customer.example', cc: 'info@desk.example' },
    ],
    true,
  ],
  [
    'the same words from somebody else',
    [
      { text, from: 'b1@customer.example' },
      { text, from: 'b2@customer.example' },
    ],
    false,
  ],
  [
    'about something else',
    [
      { text, from: 'c1@customer.example' },
      { text, from: 'c1@customer.example', subject: 'The way back' },
    ],
    false,
  ],
  [
    'one more sentence',
    [
      { text, from: 'd1@customer.example' },
      { text: `${text} It rained.`, from: 'd1@customer.example' },
    ],
    false,
  ],
]

test.each(table)('%s', async (_name, [one, other], same) => {
  expect(await areOne(mail(one), mail(other))).toBe(same)
})

test('the same words a quarter of an hour later are meant', async () => {
  const from = 'later@customer.example'
  await receive(stage, mail({ from, text }))
  stage.clock.pass({ minutes: 15 })
  expect((await receive(stage, mail({ from, text }))).state).toBe('opened')
})

test('the same words with another file are another message, whatever Message-ID they have', async () => {
  const again = nextMessageId()
  expect(await areOne(withFile('1;2', again), withFile('3;4', again))).toBe(false)
  expect(await areOne(withFile('5;6', nextMessageId()), withFile('5;6', nextMessageId()))).toBe(true)
})

test('under the same Message-ID, more words than before are another message: nothing is hidden', async () => {
  const messageId = nextMessageId()
  expect(await areOne(mail({ messageId, text: 'Ok' }), mail({ messageId, text: 'Ok, but the other cabin burns.' }))).toBe(false)
})

test('two that come at once are one message', async () => {
  const from = 'twice@customer.example'
  const rows = await Promise.all([1, 2, 3].map(() => receive(stage, mail({ from, text }))))
  const settled = await stage.db
    .selectFrom('channels_mails')
    .select(['state', 'conversation_message_id'])
    .where(
      'id',
      'in',
      rows.map(({ id }) => id),
    )
    .execute()
  expect(new Set(settled.map(({ conversation_message_id }) => conversation_message_id)).size).toBe(1)
  expect(settled.map(({ state }) => state).toSorted()).toEqual(['attached', 'attached', 'opened'])
})
