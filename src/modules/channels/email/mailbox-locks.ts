import type { Pool, PoolClient } from 'pg'

/** Which mailboxes this process reads: others read the rest. */
export interface MailboxLocks {
  take(mailbox: string): Promise<boolean>
  free(mailbox: string): Promise<void>
  close(): Promise<void>
}

// The first half of our advisory locks' key: a lock of a mailbox.
const mailboxLocks = 7202

/** Advisory locks on one connection of their own: when this process dies, the database frees them. */
export async function openMailboxLocks(pool: Pool, lost: () => void): Promise<MailboxLocks> {
  const client: PoolClient = await pool.connect()
  // Where this machine vanishes without a word, the database finds out within half a minute, and others go on reading. (On a socket file nothing can vanish.)
  await client.query(
    "select set_config('tcp_keepalives_idle', '10', false), set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)",
  )
  const held = new Set<string>()
  let closed = false
  client.on('error', () => {
    if (closed) return
    closed = true
    client.release(true)
    lost()
  })
  const ask = async (statement: string, mailbox: string) =>
    (await client.query<{ done: boolean }>(statement, [mailboxLocks, mailbox])).rows[0]?.done ?? false
  return {
    async take(mailbox) {
      if (held.has(mailbox)) return true
      const taken = await ask('select pg_try_advisory_lock($1, hashtext($2)) as done', mailbox)
      if (taken) held.add(mailbox)
      return taken
    },
    async free(mailbox) {
      if (held.delete(mailbox)) await ask('select pg_advisory_unlock($1, hashtext($2)) as done', mailbox)
    },
    async close() {
      if (closed) return
      closed = true
      // The connection ends, and with it the locks.
      client.release(true)
    },
  }
}
