import { expect, test } from 'vitest'
import { isLostPiece } from './newer.ts'

test.each([
  'Failed to fetch dynamically imported module: https://desk.example/app/assets/date-field-Cx1.js',
  'error loading dynamically imported module: https://desk.example/app/assets/date-field-Cx1.js',
  'Importing a module script failed.',
  'Unable to preload CSS for /app/assets/date-field-Cx1.css',
])('a piece of the app that is gone is known by what the browsers say: %s', (message) => {
  expect(isLostPiece(new TypeError(message))).toBe(true)
})

test('other errors are no lost piece', () => {
  expect([isLostPiece(new TypeError('Failed to fetch')), isLostPiece('Importing a module script failed.')]).toEqual([false, false])
})
