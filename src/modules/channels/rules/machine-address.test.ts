import { expect, test } from 'vitest'
import { isMachineAddress } from './machine-address.ts'

test.each([
  'MAILER-DAEMON@mx.customer.example',
  'postmaster@customer.example',
  'no-reply@shop.example',
  'noreply@shop.example',
  'do_not_reply@shop.example',
  'noresponder@tienda.example',
  'owner-crew@lists.example',
  'crew-request@lists.example',
  'crew-bounces+ada=customer.example@lists.example',
  'bounce-4711@sender.example',
  '<>',
])('%s is nobody who reads', (address) => expect(isMachineAddress(address)).toBe(true))

test.each([
  'ada@customer.example',
  'norma.reply@customer.example',
  'rootsandleaves@farm.example',
  'daemonia@band.example',
  'request@customer.example',
])('%s may be a person', (address) => expect(isMachineAddress(address)).toBe(false))
