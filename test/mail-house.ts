import { dovecotIsHere, startDovecot } from './dovecot.ts'
import { postfixIsHere, startPostfix } from './postfix.ts'

/** For titles: who reads and who delivers here. */
export const mailServersHere = `${dovecotIsHere ? 'Dovecot' : 'our IMAP double'} and ${postfixIsHere ? 'Postfix' : 'our SMTP double'}`

export interface Box {
  port: number
  user: string
  password: string
}

export interface MailHouse {
  /** Our mailbox, and the customer's. */
  ours: Box
  customer: Box
  /** Takes the mail for both. */
  smtp: { port: number }
  stop(): Promise<void>
}

/** The mail of a journey: two mailboxes that are read by IMAP, and an SMTP server that delivers into them. */
export async function mailHouse(addresses: { ours: string; customer: string }): Promise<MailHouse> {
  const [ours, customer] = await Promise.all([startDovecot(addresses.ours), startDovecot(addresses.customer)])
  const delivery = await startPostfix({ imap: ours, customer })
  return {
    ours,
    customer,
    smtp: { port: delivery.port },
    async stop() {
      await delivery.stop()
      await Promise.all([ours.stop(), customer.stop()])
    },
  }
}
