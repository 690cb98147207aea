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

/** Runs every test, showing what Vitest says while it says it, and counts them. */
export async function runTests(root: string): Promise<Count> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-tests-'))
  const report = join(folder, 'report.json')
  try {
    const code = await vitest(root, ['run', '--passWithNoTests', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`])
    return countOf(code, await readFile(report, 'utf8').catch(() => ''))
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

function vitest(root: string, words: string[]): Promise<number> {
  const bin = join(root, 'node_modules', '.bin')
  const env = { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}` }
  return new Promise((done, fail) => {
    const child = spawn(join(bin, 'vitest'), words, { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] })
    child.on('error', fail)
    child.on('close', (code) => done(code ?? 1))
  })
}
