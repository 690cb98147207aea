import type { AppointedTime, Invitation } from '../contract.ts'

const most = { invitations: 20, people: 50, description: 4_000, words: 998 }

/** Invitations as they are kept: so much of each as people read. The calendar file beside the message has all of it. */
export const boundedInvitations = (invitations: readonly Invitation[]): Invitation[] =>
  invitations.slice(0, most.invitations).map((one) => ({
    ...one,
    uid: line(one.uid),
    what: line(one.what),
    description: bounded(one.description, most.description),
    where: line(one.where),
    start: one.start && timeOf(one.start),
    end: one.end && timeOf(one.end),
    repeats: one.repeats && line(one.repeats),
    organiser: one.organiser && named(one.organiser),
    people: one.people.slice(0, most.people).map(named),
  }))

const bounded = (text: string, length: number): string => text.replaceAll('\0', '').slice(0, length).toWellFormed()
const line = (text: string): string => bounded(text.replace(/\s+/g, ' ').trim(), most.words)

const timeOf = (time: AppointedTime): AppointedTime => ({ ...time, zone: time.zone && line(time.zone) })

const named = <One extends { name: string | null; address: string }>(one: One): One => ({
  ...one,
  name: one.name && line(one.name),
  address: line(one.address),
})
