import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

export interface Count {
  passed: number
  failed: number
  skipped: number
}

interface Report {
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  testResults: { name: string; status: string; assertionResults: unknown[] }[]
}

/** So many files may have met a bad moment of the machine; more than that is a fault. */
const mostAgain = 3

/** Runs every test, showing what Vitest says while it says it, and counts them. The few files that failed run once more, alone: see docs/decisions/045. */
export async function runTests(root: string): Promise<Count> {
  const first = await runFiles(root, [])
  const again = filesThatFailed(first.text)
  if (first.count.failed === 0 || again.length === 0 || again.length > mostAgain) return first.count
  console.log(`\nOnce more, alone:\n${again.join('\n')}\n`)
  const second = await runFiles(root, again)
  if (second.count.failed === 0)
    console.log(`\nUNSTEADY: ${first.count.failed} failed at first and passed alone. Each wants its cause found.`)
  return afterSecond(first.count, second.count)
}

async function runFiles(root: string, files: readonly string[]): Promise<{ count: Count; text: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-tests-'))
  const report = join(folder, 'report.json')
  try {
    const told = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
    const code = await vitest(root, ['run', '--passWithNoTests', ...told, ...files])
    const text = await readFile(report, 'utf8').catch(() => '')
    return { count: countOf(code, text), text }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** A file that fails before its first test counts as one; so does a run that fails without naming any. */
export function countOf(code: number, text: string): Count {
  if (text === '') return { passed: 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped, testResults } = JSON.parse(text) as Report // Vitest's own shape
  const broken = testResults.filter(({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0).length
  const failed = numFailedTests + broken
  return { passed, failed: failed === 0 && code !== 0 ? 1 : failed, skipped }
}

/** The files, by their whole paths, in which something failed. */
export function filesThatFailed(text: string): string[] {
  if (text === '') return []
  const { testResults } = JSON.parse(text) as Report // Vitest's own shape
  return testResults.filter(({ status }) => status === 'failed').map(({ name }) => name)
}

/** What holds when the files that failed have run a second time: a failure that did not come again counts as passed. */
export function afterSecond(first: Count, second: Count): Count {
  return { ...first, passed: first.passed + Math.max(0, first.failed - second.failed), failed: second.failed }
}

function vitest(root: string, words: string[]): Promise<number> {
  const bin = join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
  return new Promise((done, fail) => {
    const child = spawn(join(bin, 'vitest'), words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
}
