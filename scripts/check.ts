import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkBuild } from './checks/check-build.ts'
import { checkFormat } from './checks/check-format.ts'
import { checkGenerated } from './checks/check-generated.ts'
import { checkImports } from './checks/check-imports.ts'
import { checkLint } from './checks/check-lint.ts'
import { checkPapers } from './checks/check-papers.ts'
import { checkTables } from './checks/check-tables.ts'
import { checkServerTypes, checkWebTypes } from './checks/check-types.ts'
import { checkWords } from './checks/check-words.ts'
import { runTests } from './checks/run-tests.ts'
import type { Check, Verdict } from './checks/verdict.ts'

/** What `npm test` holds, in the order in which it is shown. */
const checks: Record<string, Check> = {
  format: checkFormat,
  lint: checkLint,
  'types-server': checkServerTypes,
  'types-web': checkWebTypes,
  imports: checkImports,
  tables: checkTables,
  words: checkWords,
  papers: checkPapers,
  build: checkBuild,
  generated: checkGenerated,
}

const root = resolve(import.meta.dirname, '..')
const asked = readQuestion()
const started = performance.now()

const failedChecks = await runChecks(asked.names)
console.log(`${asked.names.length} checks in ${secondsSince(started)}\n`)
const tests = asked.tests ? await runTests(root) : { passed: 0, failed: 0, skipped: 0 }
if (tests.skipped > 0) console.log(`${tests.skipped} tests were skipped`)

const failed = failedChecks + tests.failed
console.log(`\nAll of it took ${secondsSince(started)}`)
console.log(`${asked.names.length - failedChecks + tests.passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1

function readQuestion(): { names: string[]; tests: boolean } {
  const { values } = parseArgs({ options: { only: { type: 'string' }, 'no-tests': { type: 'boolean' }, help: { type: 'boolean' } } })
  if (values.help) return leave(`npm test -- [--only ${Object.keys(checks).join(',')},tests] [--no-tests]`, 0)
  const names = values.only?.split(',') ?? [...Object.keys(checks), 'tests']
  const unknown = names.filter((name) => name !== 'tests' && !Object.hasOwn(checks, name))
  if (unknown.length > 0)
    return leave(`There is no check called ${unknown.join(', ')}. There are: ${Object.keys(checks).join(', ')}, tests`, 2)
  return { names: names.filter((name) => name !== 'tests'), tests: names.includes('tests') && !values['no-tests'] }
}

function leave(sentence: string, code: number): never {
  console.log(sentence)
  process.exit(code)
}

/** Two at a time, shown in order as soon as their turn has come; answers how many failed. */
async function runChecks(names: string[]): Promise<number> {
  const turns = names.map((name) => ({ name, ...Promise.withResolvers<{ verdict: Verdict; took: string }>() }))
  const waiting = [...turns]
  const worker = async () => {
    for (let turn = waiting.shift(); turn; turn = waiting.shift()) turn.resolve(await runOne(turn.name))
  }
  const workers = [worker(), worker()]

  let failures = 0
  for (const { name, promise } of turns) {
    const { verdict, took } = await promise
    failures += verdict.faults.length > 0 ? 1 : 0
    show(name, took, verdict)
  }
  await Promise.all(workers)
  return failures
}

async function runOne(name: string): Promise<{ verdict: Verdict; took: string }> {
  const began = performance.now()
  const verdict = await checks[name]?.(root).catch((error: unknown) => ({ faults: [`The check itself broke: ${stackOf(error)}`] }))
  return { verdict: verdict ?? { faults: [`There is no check called ${name}`] }, took: secondsSince(began) }
}

function show(name: string, took: string, { faults, note }: Verdict): void {
  const head = `${faults.length === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(13)} ${took.padStart(7)}`
  console.log(note ? `${head}   ${note}` : head)
  for (const fault of faults) console.log(fault.replaceAll(/^/gm, '        '))
}

function secondsSince(moment: number): string {
  return `${((performance.now() - moment) / 1000).toFixed(1)} s`
}

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error))
