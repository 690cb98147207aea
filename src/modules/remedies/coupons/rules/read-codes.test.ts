import { expect, test } from 'vitest'
import { readCodes } from './read-codes.ts'

const codesOf = (text: string) => readCodes(text).codes.map(({ plain }) => plain)

test('a plain list is read line by line, and empty lines are nothing', () => {
  expect(readCodes('AAAA-1111\r\n\r\nbbbb 2222\n')).toEqual({
    codes: [
      { row: 1, plain: 'AAAA1111' },
      { row: 3, plain: 'BBBB2222' },
    ],
    refused: [],
  })
})

test('the column that is headed as one is taken, whatever separates the columns', () => {
  expect(codesOf('\uFEFFNumber;Code;Note\n1;AAAA1111;first\n2;"BBBB2222";"with; a semicolon"')).toEqual(['AAAA1111', 'BBBB2222'])
  expect(codesOf('Voucher,worth\nAAAA1111,"20,00"\n')).toEqual(['AAAA1111'])
  expect(codesOf('x\tΚωδικός\n1\tAAAA1111')).toEqual(['AAAA1111'])
})

test('each row that is no code is named with its line, and the others are taken', () => {
  expect(readCodes('code\nAAAA1111\n12345\naaaa-1111\nBBBB/2222\nCCCC3333').refused).toEqual([
    { row: 3, fault: 'not_a_code' },
    { row: 4, fault: 'twice' },
    { row: 5, fault: 'not_a_code' },
  ])
})

test('an unclosed quote, nothing, and noise break nothing', () => {
  expect(readCodes('')).toEqual({ codes: [], refused: [] })
  expect(readCodes('"AAAA1111').codes).toEqual([])
  expect(readCodes('\u0001\u0002;;;\n""""\n').codes).toEqual([])
})
