import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'

/** Where a program of the system is, or null where it is not installed. */
export const installed = (...paths: string[]): string | null => paths.find((path) => existsSync(path)) ?? null

/** A port of this machine that nobody listens on at present. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (typeof address !== 'object' || !address) throw new Error('No port')
  return address.port
}

export interface Running {
  child: ChildProcess
  stop(): Promise<void>
}

/** Starts a program in the foreground and waits until it listens; what it said is in the error when it does not. */
export async function runServer(
  program: string,
  args: string[],
  { port, environment = {} }: { port: number; environment?: Record<string, string> },
): Promise<Running> {
  const child = spawn(program, args, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => said.push(String(chunk)))
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  // Who forgets to stop it, or dies, leaves nothing behind.
  const leave = () => void child.kill('SIGKILL')
  process.once('exit', leave)
  const stop = async () => {
    process.off('exit', leave)
    child.kill('SIGTERM')
    await Promise.race([ended, pause(1_000)])
    child.kill('SIGKILL')
  }
  for (let turn = 0; turn < 600; turn += 1) {
    if (await listens(port)) return { child, stop }
    if (child.exitCode !== null) break
    await pause(100)
  }
  await stop()
  throw new Error(`${program} does not listen: ${said.join('')}`)
}

/** Whether somebody listens on a port of this machine. */
export function listens(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.once('error', () => resolve(false))
  })
}
