import type { Socket } from 'node:net'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import { DatabaseError, type Pool, type PoolClient } from 'pg'

// Lists of ids make a text for every length; what is beyond this many is planned each time, as it would be without names.
const mostNames = 400

/** A pool whose statements are prepared by name: what a connection has planned once it need not plan again for every row that somebody reads. */
export interface NamedPool extends PostgresPool {
  /** What was prepared no longer fits its tables: everything is prepared anew. */
  startAfresh(): void
}

export function namedPool(pool: Pool): NamedPool {
  const names = new Map<string, string>()
  const clients = new WeakMap<PoolClient, PostgresPoolClient>()
  const state = { turn: 0 }
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text)
    if (known || names.size >= mostNames || !worthPreparing(text)) return known
    const name = `redress_${state.turn}_${names.size}`
    names.set(text, name)
    return name
  }
  return {
    options: pool.options,
    async connect() {
      const client = await pool.connect()
      const known = clients.get(client) ?? namedClient(client, nameOf)
      clients.set(client, known)
      return known
    },
    end: () => pool.end(),
    startAfresh() {
      state.turn += 1
      names.clear()
    },
  }
}

function namedClient(client: PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  const query = (text: string, values: readonly unknown[] = []) => {
    const name = nameOf(text)
    // What is asked in one breath goes out in one write: a write costs as much as a small statement.
    const { stream } = (client as unknown as Wired).connection
    stream.cork()
    process.nextTick(() => stream.uncork())
    return client.query({ text, values: [...values], ...(name && { name }) })
  }
  // Kysely asks with a text, or with a cursor, which nobody here hands it.
  return { query: query as unknown as PostgresPoolClient['query'], release: (broken) => client.release(broken ?? false) }
}

/** What pg's types leave out of a client: the line to the database. */
interface Wired {
  connection: { stream: Socket }
}

// A search is planned for its words: a plan for any words reads too much for most of them.
const searches = /@@| like /i
const worthPreparing = (text: string): boolean => /^\s*(select|insert|update|delete|with)\b/i.test(text) && !searches.test(text)

/** A newer version has changed a table under a statement that was prepared before. */
export const isStalePlan = (error: unknown): boolean =>
  error instanceof DatabaseError && error.code === '0A000' && error.message.includes('cached plan')
