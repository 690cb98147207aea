interface ShownMailbox {
  address: string
  /** The address for eyes, where that is another one. */
  shown?: string | undefined
}

/** A mail address as people read it. */
export const addressOf = ({ address, shown }: ShownMailbox): string => shown ?? address

/** Whose mailbox it is: a name, else the address as people read it. */
export const nameOf = (mailbox: ShownMailbox & { name: string | null }): string => mailbox.name || addressOf(mailbox)
