import { type Kysely, sql } from 'kysely'
import type { DB } from '#platform/database.types.ts'

/** What came in, and what became of it. */
export interface Account {
  in: number
  /** Not read yet. */
  stored: number
  attached: number
  opened: number
  put_aside: number
  put_aside_why: Record<string, number>
  /** What does not add up, in words: a mail that is nowhere or twice, a message that no mail brought, a complaint without its mail. */
  astray: string[]
}

/** The full account of a desk whose mails are messages, opened complaints or put aside. Conservation is: in = attached + opened + put aside, and nothing is astray. */
export async function accountOf(db: Kysely<DB>): Promise<Account> {
  const rows = await db
    .selectFrom('channels_mails')
    .select(['state', 'put_aside', (row) => row.fn.countAll<number>().as('count')])
    .groupBy(['state', 'put_aside'])
    .execute()
  const count = (state: string) => rows.filter((row) => row.state === state).reduce((sum, row) => sum + Number(row.count), 0)
  const why = rows.flatMap(({ put_aside, state, count: mails }) =>
    state === 'put_aside' ? [[put_aside ?? 'without a reason', Number(mails)] as const] : [],
  )
  return {
    in: rows.reduce((sum, row) => sum + Number(row.count), 0),
    stored: count('stored'),
    attached: count('attached'),
    opened: count('opened'),
    put_aside: count('put_aside') + count('discarded'),
    put_aside_why: Object.fromEntries(why),
    astray: await astray(db),
  }
}

const questions: [string, ReturnType<typeof sql>][] = [
  [
    'a mail that is a message and names none',
    sql`select m.id::text as id from channels_mails m where m.state in ('attached', 'opened') and not exists (
      select 1 from conversations_messages c where c.complaint_id = m.complaint_id and c.id = m.conversation_message_id)`,
  ],
  [
    'a mail that opened a complaint whose message another brought',
    sql`select m.id::text as id from channels_mails m where m.state = 'opened' and not exists (
      select 1 from conversations_messages c where c.complaint_id = m.complaint_id and c.id = m.conversation_message_id and c.mail_id = m.id)`,
  ],
  [
    'a mail that is two messages',
    sql`select mail_id::text as id from conversations_messages where mail_id is not null group by mail_id having count(*) > 1`,
  ],
  [
    'a message of a mail that is put aside or unread',
    sql`select c.id::text as id from conversations_messages c join channels_mails m on m.id = c.mail_id where m.state not in ('attached', 'opened')`,
  ],
  [
    'a mail that is put aside without a reason',
    sql`select id::text as id from channels_mails where state = 'put_aside' and put_aside is null`,
  ],
  [
    'a complaint by mail that no mail opened',
    sql`select c.id::text as id from complaints_complaints c where c.channel = 'email' and (
      select count(*) from channels_mails m where m.complaint_id = c.id and m.state = 'opened') <> 1`,
  ],
  [
    'a mail whose raw file is not named',
    sql`select m.id::text as id from channels_mails m where not exists (select 1 from files_files f where f.sha256 = m.raw_sha256)`,
  ],
  ['a number that two complaints have', sql`select number as id from complaints_complaints group by number having count(*) > 1`],
]

async function astray(db: Kysely<DB>): Promise<string[]> {
  const found: string[] = []
  for (const [what, question] of questions) {
    const { rows } = (await question.execute(db)) as { rows: { id: string }[] }
    found.push(...rows.map(({ id }) => `${what}: ${id}`))
  }
  return found
}
