import { dovecotIsHere, startDovecot } from './dovecot.ts'
import { postfixIsHere, startPostfix } from './postfix.ts'

/** For titles: who reads and who delivers here. */
export const mailServersHere = `${dovecotIsHere ? 'Dovecot' : 'our IMAP double'} and ${postfixIsHere ? 'Postfix' : 'our SMTP double'}`

export interface MailHouse {
  smtp: { port: number }
  /** How the mailbox of an address is read. */
  of(address: string): { port: number; user: string; password: string }
  stop(): Promise<void>
}

/** A mailbox for each address, read by IMAP, and one SMTP server that delivers into all of them. */
export async function mailServers(addresses: string[]): Promise<MailHouse> {
  const boxes = new Map(await Promise.all(addresses.map(async (address) => [address, await startDovecot(address)] as const)))
  const inboxes = [...boxes].map(([address, { maildir, owner }]) => ({ address, maildir, owner }))
  const delivery = await startPostfix(inboxes)
  return {
    smtp: { port: delivery.port },
    of(address) {
      const box = boxes.get(address)
      if (!box) throw new Error(`There is no mailbox of ${address}`)
      return { port: box.port, user: box.user, password: box.password }
    },
    async stop() {
      await delivery.stop()
      await Promise.all([...boxes.values()].map((box) => box.stop()))
    },
  }
}
