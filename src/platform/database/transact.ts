import { CompiledQuery, type DatabaseConnection, type Dialect, type Kysely, Transaction } from 'kysely'
import type { DB } from '../database.types.ts'
import { isStalePlan, type NamedPool } from './named-pool.ts'

/** Runs in one transaction, committed when `run` is done, rolled back when it throws. What `run` asks without awaiting goes to the database at once, in that order. */
export type Transact = <Result>(run: (db: Transaction<DB>) => Promise<Result>) => Promise<Result>

/** Kysely's own transactions send a statement only when the one before is answered. Here those that do not wait for each other travel together. */
export function transactOn(kysely: Kysely<DB>, { dialect, pool }: { dialect: Dialect; pool: NamedPool }): Transact {
  const executor = kysely.getExecutor()
  const props = { config: { dialect }, dialect, driver: dialect.createDriver() }
  const once = <Result>(run: (db: Transaction<DB>) => Promise<Result>): Promise<Result> =>
    executor.provideConnection((connection) => {
      const line = { connection, open: true }
      const ofLine = executor.withConnectionProvider({ provideConnection: async (consumer) => consumer(stillOpen(line)) })
      return within(line, () => run(new Transaction<DB>({ ...props, executor: ofLine })))
    })
  return async (run) => {
    try {
      return await once(run)
    } catch (error) {
      if (!isStalePlan(error)) throw error
      // Nothing of this was kept; prepared anew, it fits.
      pool.startAfresh()
      return once(run)
    }
  }
}

/** A transaction's way to its connection; closed at its end, so that nobody who comes late writes into another's. */
interface Line {
  connection: DatabaseConnection
  open: boolean
}

function stillOpen({ connection, open }: Line): DatabaseConnection {
  if (!open) throw new Error('This work is over: nothing more can be asked of it')
  return connection
}

async function within<Result>(line: Line, run: () => Promise<Result>): Promise<Result> {
  const begun = say(line, 'begin')
  // Who asks next hears of its failure too.
  begun.catch(() => undefined)
  try {
    const result = await run()
    await begun
    line.open = false
    const { rows } = await say(line, 'commit')
    if (rows[0]?.command === 'ROLLBACK') throw new Error('The transaction was given up: a statement in it had failed')
    return result
  } catch (error) {
    line.open = false
    // A connection that cannot even do this is dead, and its pool knows.
    await say(line, 'rollback').catch(() => undefined)
    throw error
  }
}

const say = ({ connection }: Line, words: 'begin' | 'commit' | 'rollback') =>
  connection.executeQuery<{ command?: string }>(CompiledQuery.raw(words))
