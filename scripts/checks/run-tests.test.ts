import { expect, test } from 'vitest'
import { afterSecond, countOf, filesThatFailed } from './run-tests.ts'

const report = (figures: object) =>
  JSON.stringify({ numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, testResults: [], ...figures })

test('passed, failed and skipped tests are counted', () => {
  expect(countOf(1, report({ numPassedTests: 3, numFailedTests: 2, numPendingTests: 1 }))).toEqual({ passed: 3, failed: 2, skipped: 1 })
})

test('a file that breaks before its first test counts as one failure', () => {
  const broken = { name: 'x.test.ts', status: 'failed', assertionResults: [] }
  expect(countOf(1, report({ numPassedTests: 3, testResults: [broken] }))).toEqual({ passed: 3, failed: 1, skipped: 0 })
})

test('a run that fails without saying where is a failure', () => {
  expect(countOf(1, report({ numPassedTests: 3 }))).toMatchObject({ failed: 1 })
  expect(countOf(1, '')).toMatchObject({ failed: 1 })
})

test('the files that failed are known, so that they can run once more', () => {
  const testResults = [
    { name: '/house/steady.test.ts', status: 'passed', assertionResults: [{}] },
    { name: '/house/unsteady.test.ts', status: 'failed', assertionResults: [{}] },
  ]
  expect(filesThatFailed(report({ testResults }))).toEqual(['/house/unsteady.test.ts'])
  expect(filesThatFailed('')).toEqual([])
})

test('what fails again is a failure, what passes alone is not', () => {
  const first = { passed: 10, failed: 3, skipped: 1 }
  expect(afterSecond(first, { passed: 5, failed: 0, skipped: 0 })).toEqual({ passed: 13, failed: 0, skipped: 1 })
  expect(afterSecond(first, { passed: 4, failed: 1, skipped: 0 })).toEqual({ passed: 12, failed: 1, skipped: 1 })
})
