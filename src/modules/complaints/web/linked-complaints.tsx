import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import type { Complaint } from '../contract.ts'

/** The complaints that belong to this one, each with what it is to it and where it stands. */
export function LinkedComplaints({ links }: Pick<Complaint, 'links'>) {
  const say = useWords('complaints')
  if (links.length === 0) return null
  return (
    <>
      {links.map(({ id, number, state, kind, role }) => (
        <p key={`${kind} ${id}`}>
          {say(`web.link.${kind}.${role}`)} <a href={`/app/complaints/${id}`}>{number}</a> <Chip>{say(`state.${state}`)}</Chip>
        </p>
      ))}
    </>
  )
}
