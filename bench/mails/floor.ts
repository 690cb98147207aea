import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { Client } from 'pg'
import PostalMime from 'postal-mime'
import { letter, words } from './letters.ts'

const statements = {
  file: `insert into files_files (sha256, size, encrypted, stored_at) values ($1, $2, true, now()) on conflict do nothing`,
  mail: `insert into channels_mails (id, source, source_key, raw_sha256, size, arrived_at, message_id, subject, from_address, state, complaint_id, conversation_message_id, settled_at) values ($1, 'http', $2, $2, $3, now(), $4, $5, $6, 'opened', $7, $8, now())`,
  owner: `insert into people_email_owners (address, customer_id) values ($1, $2)`,
  customer: `insert into people_customers (id, name, created_at) values ($1, 'Ada Lindqvist', now())`,
  contact: `insert into people_contacts (customer_id, kind, value, normal, added_at) values ($1, 'email', $2, $2, now())`,
  counter: `select nextval('complaints_counter')`,
  complaint: `insert into complaints_complaints (id, number, state, channel, received_at, entered_at, entered_by, language, subject, words, words_salt, customer_id, last_activity_at) values ($1, $2, 'received', 'email', now(), now(), 'desk', $3, $4, $5, $6, $7, now()) returning *`,
  number: `insert into complaints_numbers values ($1, $2)`,
  issue: `insert into complaints_issues (complaint_id, id, position, title) values ($1, $2, 1, $3)`,
  message: `insert into conversations_messages (complaint_id, id, direction, channel, language, author, subject, text, visible_text, html, salt, message_id, at, written_at) values ($1, $2, 'in', 'email', $3, $4, $5, $6, $6, $6, $7, $8, now(), now()) returning *`,
  messageId: `insert into conversations_message_ids values ($1, $2, $3)`,
  recipient: `insert into conversations_recipients (complaint_id, message_id, position, role, address) values ($1, $2, 0, 'to', $3)`,
  participant: `insert into conversations_participants (complaint_id, address, reason, since) values ($1, $2, 'complained', now())`,
  fact: `select facts_append($1, $2, 'desk', now(), $3)`,
  sender: `insert into channels_senders (address) values ($1)`,
  acknowledgement: `insert into conversations_messages (complaint_id, id, direction, kind, channel, language, author, subject, text, visible_text, salt, message_id, state, at, written_at) values ($1, $2, 'out', 'acknowledgement', 'email', $3, 'desk', $4, $5, $5, $6, $7, 'sent', now(), now())`,
} as const

const receipt = 'Thank you. We have received your complaint and will answer you. You need do nothing. '.repeat(8)

/** What no desk can go below: postal-mime alone, and the rows that a mail and its acknowledgement leave, by bare prepared SQL in one transaction. */
export async function floorOn(
  url: string,
  clients: number,
): Promise<{ take(turn: number, client: number): Promise<void>; end(): Promise<void> }> {
  const lines = await Promise.all(
    Array.from({ length: clients }, async () => {
      const line = new Client({ connectionString: url })
      await line.connect()
      return line
    }),
  )
  const series = randomBytes(4).toString('hex')
  return {
    take: async (turn, client) => write(lines[client % clients] as Client, turn, series),
    end: async () => void (await Promise.all(lines.map((line) => line.end()))),
  }
}

async function write(line: Client, turn: number, series: string) {
  const { raw, from, messageId, subject } = letter(turn, series)
  const { text = '' } = await PostalMime.parse(raw)
  const [mail, customer, complaint, message, receiptId, issue] = Array.from({ length: 6 }, () => randomUUID())
  const [sha256, salt, language] = [createHash('sha256').update(raw).digest('hex'), randomBytes(16), ['en', 'el', 'es'][turn % 3]]
  const ask = (name: keyof typeof statements, values: unknown[] = []) => line.query({ name, text: statements[name], values })
  const fact = (stream: string, name: string) => ask('fact', [stream, name, JSON.stringify({ complaint, words: sha256 })])
  await line.query('begin')
  await ask('file', [sha256, raw.byteLength])
  await ask('mail', [mail, sha256, raw.byteLength, messageId, subject, from, complaint, message])
  await ask('owner', [from, customer])
  await ask('customer', [customer])
  await ask('contact', [customer, from])
  await ask('counter')
  await ask('complaint', [complaint, `RD-2026-${complaint}`, language, subject, text || words(turn), salt, customer])
  await ask('number', [`RD-2026-${complaint}`, complaint])
  await ask('issue', [complaint, issue, subject])
  await ask('message', [complaint, message, language, `customer/${customer}`, subject, text, salt, messageId])
  await ask('messageId', [messageId, complaint, message])
  await ask('recipient', [complaint, message, 'help@desk.example'])
  await ask('participant', [complaint, from])
  await fact(`customer/${customer}`, 'customer.added')
  for (const name of ['complaint.opened', 'issue.added', 'message.received', 'acknowledgement.written', 'message.sent'])
    await fact(`complaint/${complaint}`, name)
  await ask('sender', [from])
  await ask('acknowledgement', [complaint, receiptId, language, subject, receipt, salt, `receipt.${messageId}`])
  await ask('messageId', [`receipt.${messageId}`, complaint, receiptId])
  await ask('recipient', [complaint, receiptId, from])
  await line.query('commit')
}
