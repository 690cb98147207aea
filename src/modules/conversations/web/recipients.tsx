import { Select, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import styles from './conversation.module.css'

export interface Chosen {
  role: 'to' | 'cc'
  name: string | null
  address: string
  reason: 'complained' | 'copied' | 'added' | 'represents'
}

interface RecipientsProps {
  chosen: readonly Chosen[]
  onChange: (chosen: Chosen[]) => void
}

const looksRight = (address: string) => /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(address)

function AddRecipient({ role, onAdd, onDone }: { role: 'to' | 'cc'; onAdd: (chosen: Chosen) => void; onDone: () => void }) {
  const say = useWords('conversations')
  const [address, setAddress] = useState('')
  const [as, setAs] = useState<'to' | 'cc'>(role)
  const [wrong, setWrong] = useState(false)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!looksRight(address.trim())) return setWrong(true)
    onAdd({ role: as, address: address.trim(), name: null, reason: 'added' })
    onDone()
  }
  const roles = (['to', 'cc'] as const).map((value) => ({ value, label: say(`web.role.${value}`) }))
  return (
    <form className={styles.row} onSubmit={submit}>
      <Select
        size="xs"
        aria-label={say('web.role.label')}
        data={roles}
        value={as}
        onChange={(value) => setAs(value === 'to' ? 'to' : 'cc')}
        w={90}
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

/** Who will read it, each with the reason why it is there; nobody joins silently. */
export function Recipients({ chosen, onChange }: RecipientsProps) {
  const say = useWords('conversations')
  const [adding, setAdding] = useState(false)
  const hasTo = chosen.some(({ role }) => role === 'to')
  return (
    <>
      {chosen.map((one) => (
        <span key={one.address} className={styles.recipient} title={one.name ?? undefined}>
          <span>
            {say(`web.role.${one.role}`)} <b>{one.address}</b> · {say(`reason.${one.reason}`)}
          </span>
          <button
            type="button"
            aria-label={say('web.recipient_remove', { address: one.address })}
            onClick={() => onChange(chosen.filter((other) => other !== one))}
          >
            <Icon name="close" size={12} />
          </button>
        </span>
      ))}
      {adding ? (
        <AddRecipient
          role={hasTo ? 'cc' : 'to'}
          onAdd={(one) => onChange([...chosen.filter(({ address }) => address !== one.address), one])}
          onDone={() => setAdding(false)}
        />
      ) : (
        <button type="button" className={styles.plain} onClick={() => setAdding(true)}>
          {say('web.recipient_add')}
        </button>
      )}
    </>
  )
}
