import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Verdict } from './verdict.ts'

export interface Outcome {
  code: number
  stdout: string
  stderr: string
}

/** Runs a tool of node_modules/.bin, which finds the pinned Node first, and waits for it. */
export function runTool(root: string, tool: string, words: string[]): Promise<Outcome> {
  const bin = join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, NO_COLOR: '1', FORCE_COLOR: undefined }
  return new Promise((done, fail) => {
    const child = spawn(join(bin, tool), words, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    child.on('error', fail)
    child.on('close', (code) => done({ code: code ?? 1, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }))
  })
}

/** The verdict of a tool that says everything by its exit code and its output. */
export async function verdictOf(root: string, tool: string, words: string[]): Promise<Verdict> {
  const { code, stdout, stderr } = await runTool(root, tool, words)
  if (code === 0) return { faults: [] }
  return { faults: [`${stdout}\n${stderr}`.trim() || `${tool} ended with ${code} and said nothing`] }
}
