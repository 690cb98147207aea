import { refuseOtherNode } from '#platform/pinned-node.ts'

refuseOtherNode()

/** Every command: what it does in one line, and where it is. */
const commands: Record<string, { about: string; usage?: string; run: (args: string[]) => Promise<void> }> = {
  serve: { about: 'Starts the desk: database, screens, mail and jobs, on PORT.', run: async (args) => (await import('./commands/serve.ts')).serve(args) },
  work: { about: 'Runs the jobs only, beside servers started with `serve --no-jobs`.', run: async () => (await import('./commands/serve.ts')).work() },
  migrate: { about: 'Brings the database to this version, and says what it did.', run: async () => (await import('./commands/migrate.ts')).migrateDatabase() },
  token: { about: 'Makes an API token, shown once.', usage: 'create --role <role> --name <name> [--team <team>]…', run: async (args) => (await import('./commands/token.ts')).token(args) },
}

const [name = '--help', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) await tell(command.run(args))
else help(name)

/** A command that cannot go on says one sentence; anything else is a bug, and is shown whole. */
async function tell(done: Promise<void>) {
  const { WrongConfiguration } = await import('#platform/configuration.ts')
  await done.catch((error: unknown) => {
    const expected = error instanceof WrongConfiguration
    process.stderr.write(`${expected ? error.message : (error as Error).stack}\n`)
    process.exit(1)
  })
}

function help(asked: string) {
  const lines = Object.entries(commands).map(([word, { about, usage }]) => `  ${`${word} ${usage ?? ''}`.trim().padEnd(12)}\n      ${about}`)
  const known = ['--help', '-h', 'help'].includes(asked)
  process.stdout.write(`${known ? '' : `There is no command "${asked}".\n\n`}npm run redress -- <command>\n\n${lines.join('\n')}\n`)
  process.exitCode = known ? 0 : 1
}
