import { useEffect, useRef } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'

/** Addresses outside the house that are new here: the hand is on the answer already, so that one key gives it. */
export function ConfirmRecipients({ addresses, onConfirm }: { addresses: readonly string[]; onConfirm: () => void }) {
  const say = useWords('conversations')
  const place = useRef<HTMLSpanElement>(null)
  useEffect(() => place.current?.querySelector('button')?.focus(), [])
  return (
    <span ref={place}>
      <Act as="do" keyCap="↵" onAct={onConfirm}>
        {say('web.confirm_recipient', { addresses: addresses.join(', ') })}
      </Act>
    </span>
  )
}
