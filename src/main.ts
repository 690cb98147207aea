import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { refuseOtherNode } from '#platform/pinned-node.ts'

refuseOtherNode()
// What was read and compiled once is not compiled again at the next start. Without a folder to write in, it simply is.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/compiled'))

/** Every command: what it does in one line, and where it is. */
const commands: Record<string, { about: string; usage?: string; run: (args: string[]) => Promise<void> }> = {
  serve: {
    about: 'Starts the desk: database, screens, mail and jobs, on PORT.',
    run: async (args) => (await import('./commands/serve.ts')).serve(args),
  },
  work: {
    about: 'Runs the jobs only, beside servers started with `serve --no-jobs`.',
    run: async () => (await import('./commands/serve.ts')).work(),
  },
  demo: {
    about: 'Starts the demonstration company in a data folder of its own.',
    run: async () => (await import('./commands/demo.ts')).demo(await import('../demo/tell-story.ts')),
  },
  migrate: {
    about: 'Brings the database to this version, and says what it did.',
    run: async () => (await import('./commands/migrate.ts')).migrateDatabase(),
  },
  backup: {
    about: 'Writes one consistent snapshot, files included, while the desk runs.',
    usage: 'FILE',
    run: async (args) => (await import('./commands/backup.ts')).backup(args),
  },
  restore: {
    about: 'Restores a backup into an empty database and data folder, and compares every count and hash.',
    usage: 'FILE',
    run: async (args) => (await import('./commands/backup.ts')).restore(args),
  },
  import: {
    about: 'Imports an archive of mails; twice is once, and no automatic mail goes out for it.',
    usage: 'mbox FILE | maildir DIR [--mailbox ADDRESS] [--report FILE] [--dry-run]',
    run: async (args) => (await import('./commands/import.ts')).importMail(args),
  },
  verify: {
    about: 'Computes every chain of facts, every seal and every file again, or looks at one bundle, and says what does not hold.',
    usage: '[BUNDLE]',
    run: async (args) => (await import('./commands/verify.ts')).verify(args),
  },
  token: {
    about: 'Makes an API token, shown once.',
    usage: 'create --role <role> --name <name> [--team <team>]…',
    run: async (args) => (await import('./commands/token.ts')).token(args),
  },
}

const [name = '--help', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) await tell(command.run(args))
else help(name)

/** A command that cannot go on says one sentence; anything else is a bug, and is shown whole. */
async function tell(done: Promise<void>) {
  const { WrongConfiguration } = await import('#platform/configuration.ts')
  await done.catch(async (error: unknown) => {
    const { CannotRestore } = await import('#platform/backup/restore-backup.ts')
    const expected = error instanceof WrongConfiguration || error instanceof CannotRestore
    process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  })
}

function help(asked: string) {
  const lines = Object.entries(commands).map(
    ([word, { about, usage }]) => `  ${`${word} ${usage ?? ''}`.trim().padEnd(12)}\n      ${about}`,
  )
  const known = ['--help', '-h', 'help'].includes(asked)
  process.stdout.write(`${known ? '' : `There is no command "${asked}".\n\n`}npm run redress -- <command>\n\n${lines.join('\n')}\n`)
  process.exitCode = known ? 0 : 1
}
