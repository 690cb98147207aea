import { expect, test } from 'vitest'
import { notCruised } from './check-imports.ts'

test('each source that was not cruised is named', () => {
  expect(notCruised(['src/app.ts', 'src/main.ts'], ['src/app.ts', 'node:fs'])).toEqual([
    expect.stringMatching(/^src\/main\.ts was not looked at/),
  ])
})

test('all sources cruised is no fault', () => {
  expect(notCruised(['src/app.ts'], ['node:fs', 'src/app.ts'])).toEqual([])
})
