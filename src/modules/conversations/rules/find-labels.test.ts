import { expect, test } from 'vitest'
import { findLabels } from './find-labels.ts'

const found = (note: string) => findLabels(note).map(({ start, end }) => note.slice(start, end))

test('labels of people are found in three languages, whatever the capitals and accents', () => {
  expect(found('She is a LIAR, and a difficult  customer.')).toEqual(['LIAR', 'difficult  customer'])
  expect(found('Η πελάτισσα είναι ΤΡΕΛΗ. Πολύ δύσκολη πελάτισσα.')).toEqual(['ΤΡΕΛΗ', 'δύσκολη πελάτισσα'])
  expect(found('Otra vez el pesado de ayer: histérico.')).toEqual(['el pesado', 'histérico'])
})

test('what was said and done is no label', () => {
  expect(found('She said three times that the bill is wrong and hung up. Carrying the heavy sofa was difficult.')).toEqual([])
  expect(found('Είπε ότι δεν θα πληρώσει. El paquete era muy pesado.')).toEqual([])
})
