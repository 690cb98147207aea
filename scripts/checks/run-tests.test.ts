import { expect, test } from 'vitest'
import { countOf } from './run-tests.ts'

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
