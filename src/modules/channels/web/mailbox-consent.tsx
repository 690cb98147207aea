import { useEffect, useRef } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useAddress, useWords } from '#workspace/kit/desk.ts'
import { useGo } from '#workspace/kit/go.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Said } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { endConsent, type Mailbox, requestConsent, takeConsent } from '../contract.ts'
import { channels } from './queries.ts'

type Given = NonNullable<NonNullable<Mailbox['consent']>['given']>

function GivenConsent({ given }: { given: Given }) {
  const say = useWords('channels')
  const { moment } = useInWords()
  const { by, account, at, trouble, said } = given
  return (
    <>
      {say(account ? 'web.consent.given' : 'web.consent.given_plain', { by, account, moment: moment(at) })}
      {trouble !== null && (
        <div>
          <b>{say(`web.consent.${trouble}`)}</b>
          <br />
          {say('web.test.said', { said })}
        </div>
      )}
    </>
  )
}

function ConsentActs({ id, given }: { id: string; given: Given | null }) {
  const say = useWords('channels')
  const asking = useDoing(() => call(requestConsent, { mailbox: id }), [])
  const ending = useDoing(() => call(endConsent, { mailbox: id }), [channels])
  // The provider's own page, which comes back to ours.
  const go = () => asking.mutate(undefined, { onSuccess: ({ authorise_url }) => window.location.assign(authorise_url) })
  return (
    <div>
      <Act as={given?.trouble === null ? 'plain' : 'default'} size="xs" busy={asking.isPending} onAct={go}>
        {say(given === null ? 'web.consent.give' : 'web.consent.again')}
      </Act>
      {given !== null && (
        <Act as="plain" size="xs" busy={ending.isPending} onAct={() => ending.mutate()}>
          {say('web.consent.end')}
        </Act>
      )}
      {(asking.isError || ending.isError) && <Refused why={asking.error ?? ending.error} />}
    </div>
  )
}

/** Whether consent was given and holds; the way to give it, again too. */
export function MailboxConsent({ mailbox: { id, consent }, edits }: { mailbox: Mailbox; edits: boolean }) {
  const say = useWords('channels')
  if (consent === null) return null
  const { given } = consent
  const isWell = given !== null && given.trouble === null
  return (
    <Said kept={isWell} mark={isWell ? <Icon name="check" /> : <b aria-hidden="true">!</b>}>
      {given === null ? <b>{say('web.consent.none')}</b> : <GivenConsent given={given} />}
      {edits && <ConsentActs id={id} given={given} />}
    </Said>
  )
}

/** Brings back what the provider answered: it sent the browser here. Once, and the address is clean again. */
export function ConsentReturn() {
  const say = useWords('channels')
  const go = useGo()
  const { search } = useAddress()
  const taking = useDoing(
    (body: { state: string; code?: string; error?: string; said?: string }) => call(takeConsent, {}, { body }),
    [channels],
  )
  const brought = useRef(false)
  const { state, code, error, error_description: said } = search
  useEffect(() => {
    if (state === undefined || brought.current) return
    brought.current = true
    taking.mutate({ state, ...(code && { code }), ...(error && { error }), ...(said && { said }) })
    go('/app/settings/mailboxes')
  })
  if (taking.isError) return <Refused why={taking.error} />
  if (taking.isPending) return <Said>{say('web.consent.taking')}</Said>
  return taking.data ? <Said kept>{say('web.consent.taken', { address: taking.data.address })}</Said> : null
}
