import { TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { type Message, moveMessage } from '../contract.ts'
import styles from './conversation.module.css'
import { useMessageAct } from './use-message-act.ts'

const idIn = (address: string) => /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i.exec(address)?.[0]

/** Moves a message that came to the wrong complaint; a tombstone stays here. */
export function MoveMessage({ message, onDone }: { message: Message; onDone: () => void }) {
  const say = useWords('conversations')
  const [address, setAddress] = useState('')
  const to = idIn(address)
  const moving = useMessageAct(message.complaint_id, (id: string) =>
    call(moveMessage, { complaint: message.complaint_id, message: message.id }, { body: { to: id } }),
  )
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (to !== undefined) moving.mutate(to, { onSuccess: onDone })
  }
  return (
    <form className={styles.trouble} onSubmit={submit}>
      <TextInput
        label={say('web.move.to')}
        description={say('web.move.hint')}
        value={address}
        onChange={(event) => setAddress(event.currentTarget.value)}
        autoFocus
      />
      {moving.isError && <Refused why={moving.error} />}
      <FormActs>
        <Act submits busy={moving.isPending} notYet={to === undefined ? say('web.move.hint') : undefined}>
          {say('web.move.act')}
        </Act>
        <Act as="plain" onAct={onDone}>
          {say('web.cancel')}
        </Act>
      </FormActs>
    </form>
  )
}
