import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Removable, SmallAct } from '#workspace/kit/small-acts.tsx'
import { addressOf } from '../rules/shown-mailbox.ts'
import styles from './conversation.module.css'
import { colleagueQuery } from './queries.ts'

/** Somebody who takes part, or `new`: nobody has written to them here before. */
export interface Known {
  name: string | null
  address: string
  /** For eyes, where that is another one. */
  shown?: string | undefined
  reason: 'complained' | 'copied' | 'added' | 'represents' | 'new'
  internal: boolean
}

export interface Chosen extends Known {
  role: 'to' | 'cc' | 'bcc'
}

interface RecipientsProps {
  chosen: readonly Chosen[]
  /** Who takes part as well. */
  others: readonly Known[]
  onChange: (chosen: Chosen[]) => void
}

const sorts = ['to', 'cc', 'bcc'] as const

const looksRight = (address: string) => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(address)

function AddRecipient({ role, onAdd, onDone }: { role: Chosen['role']; onAdd: (chosen: Chosen) => void; onDone: () => void }) {
  const say = useWords('conversations')
  const [address, setAddress] = useState('')
  const [as, setAs] = useState<Chosen['role']>(role)
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!looksRight(address.trim())) return setWrong(true)
    onAdd({ role: as, address: address.trim(), name: null, reason: 'new', internal: false })
    onDone()
  }
  const roles = sorts.map((value) => ({ value, label: say(`web.role.${value}`) }))
  return (
    <form className={styles.row} onSubmit={submit}>
      <Select
        size="xs"
        aria-label={say('web.role.label')}
        data={roles}
        value={as}
        onChange={(value) => setAs(sorts.find((sort) => sort === value) ?? 'cc')}
        w={120}
      />
      <TextInput
        size="xs"
        type="email"
        aria-label={say('web.recipient')}
        placeholder={say('web.recipient')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        error={wrong ? say('web.recipient_wrong') : undefined}
        onKeyDown={(event) => event.key === 'Escape' && onDone()}
        autoFocus
      />
      <Act size="xs" submits>
        {say('web.recipient_take')}
      </Act>
    </form>
  )
}

/** Why somebody is there, and whether in the house or outside: in words, and in a colour. */
function Place({ one }: { one: Known }) {
  const say = useWords('conversations')
  const colleague = useQuery({ ...colleagueQuery(one.address), enabled: one.reason === 'new' })
  const internal = one.internal || colleague.data === true
  const tone = one.reason === 'new' && !internal ? 'house' : 'plain'
  return (
    <>
      {say(`reason.${one.reason}`)} <Chip tone={internal ? 'act' : tone}>{say(internal ? 'web.inside' : 'web.outside')}</Chip>
    </>
  )
}

/** Who takes part and would not read it: in sight, and added with one click. */
function Others({ others, onAdd }: { others: readonly Known[]; onAdd: (one: Known) => void }) {
  const say = useWords('conversations')
  if (others.length === 0) return null
  return (
    <span className={styles.second}>
      {say('web.others')}{' '}
      {others.map((one) => (
        <SmallAct key={one.address} onAct={() => onAdd(one)}>
          {say('web.others_add', { address: addressOf(one), reason: say(`reason.${one.reason}`) })}
        </SmallAct>
      ))}
    </span>
  )
}

/** Who will read it, each with the reason why it is there; nobody joins silently. */
export function Recipients({ chosen, others, onChange }: RecipientsProps) {
  const say = useWords('conversations')
  const [adding, setAdding] = useState(false)
  const role = chosen.some((one) => one.role === 'to') ? 'cc' : 'to'
  const same = (one: Known, other: Known) => one.address.toLowerCase() === other.address.toLowerCase()
  const add = (one: Chosen) => onChange([...chosen.filter((other) => !same(one, other)), one])
  return (
    <>
      {chosen.map((one) => (
        <Removable
          key={one.address}
          title={one.shown ? one.address : (one.name ?? undefined)}
          remove={{
            label: say('web.recipient_remove', { address: addressOf(one) }),
            act: () => onChange(chosen.filter((other) => other !== one)),
          }}
        >
          {say(`web.role.${one.role}`)} <b>{addressOf(one)}</b> · <Place one={one} />
        </Removable>
      ))}
      {adding ? (
        <AddRecipient
          role={role}
          onAdd={(one) => add({ ...one, ...others.find((other) => same(one, other)) })}
          onDone={() => setAdding(false)}
        />
      ) : (
        <SmallAct onAct={() => setAdding(true)}>{say('web.recipient_add')}</SmallAct>
      )}
      <Others others={others.filter((one) => !chosen.some((other) => same(one, other)))} onAdd={(one) => add({ ...one, role })} />
    </>
  )
}
