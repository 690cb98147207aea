import { toolsOf } from '#platform/open-work.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import { bankText } from './rules/bank-text.ts'
import { ibanFault, isBic, plainIban } from './rules/iban.ts'
import './refusals.ts'

interface Asked {
  holder: string
  iban: string
  bic?: string | null | undefined
}

/** An account as rows keep it: its number sealed with the key outside the database, its last four for people. Refuses one that cannot be right. */
export function sealedAccount(work: Work, { holder, iban, bic }: Asked) {
  const plain = plainIban(iban)
  const fault = ibanFault(plain)
  if (fault) throw refuse(fault === 'form' ? 'payments.iban_form' : 'payments.iban_check')
  const bank = bic ? plainIban(bic) : null
  if (bank !== null && !isBic(bank)) throw refuse('payments.bic_form')
  if (bankText(holder, 70) === '') throw refuse('payments.holder_unreadable')
  const { secrets } = toolsOf(work)
  return {
    holder: holder.trim(),
    sealed: secrets.encrypt(Buffer.from(plain, 'utf8')),
    iban_hash: secrets.sign('payees', plain),
    ending: plain.slice(-4),
    country: plain.slice(0, 2),
    bic: bank,
  }
}

export const openedIban = (work: Work, sealed: Uint8Array): string => toolsOf(work).secrets.decrypt(sealed).toString('utf8')
