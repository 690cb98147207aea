import { expect, test } from 'vitest'
import { replacementOf } from './replacement.ts'

function taken(text: string, said: string, advised: string): string {
  const start = text.indexOf(said)
  const { words, ...place } = replacementOf(text, { start, end: start + said.length }, advised)
  return text.slice(0, place.start) + words + text.slice(place.end)
}

test('a word takes the place of a word, large where it was large', () => {
  expect(taken('Σίγουρα, θα το δούμε.', 'Σίγουρα', 'βεβαίως')).toBe('Βεβαίως, θα το δούμε.')
})

test('a sentence takes the place of the whole sentence, and of no other', () => {
  const text = 'Dear Ada,\n\nPlease calm down before you write again. I will call you.'
  expect(taken(text, 'calm down', 'I can hear how upsetting this has been.')).toBe(
    'Dear Ada,\n\nI can hear how upsetting this has been. I will call you.',
  )
})

test('a gap in what is advised becomes a slot that must be filled', () => {
  expect(taken('No.', 'No', 'Here is what you can choose from: …')).toBe('Here is what you can choose from: {{text: …}}')
})
