import { expect, test } from 'vitest'
import { initialsOf } from './face.tsx'

test('a face shows the first and the last name, in any alphabet', () => {
  expect(['Eleni Markou', 'Ελένη Μάρκου', 'Ana María de la Fuente', 'Nadia', ''].map(initialsOf)).toEqual(['EM', 'ΕΜ', 'AF', 'N', '–'])
})
