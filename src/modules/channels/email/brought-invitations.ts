import type { Invitation } from '#modules/conversations/contract.ts'
import type { MailAddress } from './mime/mail-addresses.ts'
import type { CalendarInvitation, CalendarMoment, ParsedMail } from './mime/parse-mail.ts'

/** The appointments that a mail brings, as a message carries them. */
export const broughtInvitations = ({ invitations }: ParsedMail): Invitation[] => invitations.map(broughtOne)

function broughtOne({ start, end, organiser, people, ...words }: CalendarInvitation): Invitation {
  return {
    ...words,
    start: start && timeOf(start),
    end: end && timeOf(end),
    organiser: organiser && named(organiser),
    people: people.map(({ answer, optional, ...person }) => ({ ...named(person), answer, optional })),
  }
}

const timeOf = ({ local, allDay, zone, zoneName, instant }: CalendarMoment): Invitation['start'] => ({
  local: allDay ? local.toPlainDate().toString() : local.toString({ smallestUnit: 'second' }),
  zone: zone ?? zoneName,
  instant: instant?.toString() ?? null,
})

const named = ({ name, address }: MailAddress) => ({ name: name || null, address })
