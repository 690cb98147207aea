import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { atTheEnd } from './at-the-end.ts'
import { screensAreBuilt } from './desk.ts'
import { freePort } from './run-server.ts'

test('who ends npm ends the desk, and it ends in order', async () => {
  await screensAreBuilt()
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-npm-'))
  // The database runs as somebody else where the desk is root's.
  await chmod(dataFolder, 0o711)
  const npm = spawn('npm', ['start'], {
    cwd: join(import.meta.dirname, '..'),
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: '',
      REDRESS_URL: '',
      PORT: String(await freePort()),
      HOST: 'localhost',
      REDRESS_DATA: dataFolder,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  })
  atTheEnd(async () => {
    if (npm.exitCode === null && npm.pid !== undefined) process.kill(-npm.pid, 'SIGKILL')
    await rm(dataFolder, { recursive: true, force: true })
  })
  let said = ''
  for (const stream of [npm.stdout, npm.stderr]) stream.setEncoding('utf8').on('data', (words: string) => (said += words))
  await expect.poll(() => said, { timeout: 240_000 }).toContain('Redress is ready')
  const ended = once(npm, 'close')
  npm.kill('SIGTERM')
  await ended
  expect(said).toContain('Closed. Nothing is lost.')
}, 300_000)
