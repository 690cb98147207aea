import { PasswordInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { CopyField } from '#workspace/kit/copy-field.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { QrCode } from '#workspace/kit/lazy.tsx'
import { useMe } from '#workspace/kit/me.ts'
import { About, Said, Section } from '#workspace/kit/section.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Begun, beginTwoStep, confirmTwoStep, endTwoStep, newRecoveryCodes } from './own-login.ts'
import styles from './people.module.css'
import { people } from './queries.ts'

interface AskPasswordProps {
  about: string
  send: string
  act: (password: string) => Promise<void>
  onClose: () => void
}

/** What touches signing in asks for the password once more. */
function AskPassword({ about, send, act, onClose }: AskPasswordProps) {
  const say = useWords('people')
  const [password, setPassword] = useState('')
  const doing = useDoing(() => act(password), [people])
  const form = useFields(doing.error)
  return (
    <Form
      form={form}
      busy={doing.isPending}
      onSend={() => doing.mutate()}
      send={send}
      notYet={password === '' ? say('web.password.current_first') : undefined}
      onCancel={onClose}
    >
      <About>{about}</About>
      <PasswordInput
        label={say('web.password.current')}
        autoComplete="current-password"
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
        maxLength={128}
        autoFocus
      />
    </Form>
  )
}

function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const say = useWords('people')
  return (
    <Said>
      <p>{say('web.two_step.codes_about')}</p>
      <ul className={styles.codes} aria-label={say('web.two_step.codes')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <CopyField label={say('web.two_step.codes')} value={codes.join('\n')} lines={3} />
      <Act size="xs" onAct={onKept}>
        {say('web.two_step.codes_kept')}
      </Act>
    </Said>
  )
}

/** The authenticator is told the secret, and proves it with a code. */
function Confirm({ begun, onDone, onClose }: { begun: Begun; onDone: () => void; onClose: () => void }) {
  const say = useWords('people')
  const [code, setCode] = useState('')
  const confirming = useDoing(() => confirmTwoStep(code), [people])
  const form = useFields(confirming.error)
  return (
    <Form
      form={form}
      busy={confirming.isPending}
      onSend={() => confirming.mutate(undefined, { onSuccess: onDone })}
      send={say('web.two_step.confirm')}
      notYet={code.trim().length < 6 ? say('web.two_step.code_first') : undefined}
      onCancel={onClose}
    >
      <About>
        {say('web.two_step.tell_app')} <a href={begun.address}>{say('web.two_step.open_app')}</a>
      </About>
      <QrCode value={begun.address} label={say('web.two_step.picture')} />
      <CopyField label={say('web.two_step.secret')} value={begun.secret} />
      <TextInput
        label={say('web.two_step.code')}
        inputMode="numeric"
        autoComplete="one-time-code"
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
        maxLength={10}
      />
    </Form>
  )
}

type Step = 'rest' | 'begin' | 'confirm' | 'end' | 'codes'

interface AskedStepProps {
  step: Step
  onBegun: (begun: Begun) => void
  onCodes: (codes: string[]) => void
  onRest: () => void
}

function AskedStep({ step, onBegun, onCodes, onRest }: AskedStepProps) {
  const say = useWords('people')
  const acts: Partial<Record<Step, (password: string) => Promise<void>>> = {
    begin: async (password) => onBegun(await beginTwoStep(password)),
    codes: async (password) => onCodes(await newRecoveryCodes(password)),
    end: async (password) => {
      await endTwoStep(password)
      onRest()
    },
  }
  const act = acts[step]
  if (act === undefined) return null
  return (
    <AskPassword key={step} about={say(`web.two_step.about.${step}`)} send={say(`web.two_step.do.${step}`)} act={act} onClose={onRest} />
  )
}

/** A second step for signing in: a code from an authenticator, and recovery codes for the day on which it is lost. */
export function TwoStep() {
  const say = useWords('people')
  const { two_step } = useMe()
  const [step, setStep] = useState<Step>('rest')
  const [begun, setBegun] = useState<Begun | null>(null)
  const [codes, setCodes] = useState<string[]>([])
  const rest = () => {
    setStep('rest')
    setBegun(null)
  }
  const act = (to: Step) => (
    <Act key={to} onAct={() => setStep(to)}>
      {say(`web.two_step.do.${to}`)}
    </Act>
  )
  return (
    <Section
      title={say('web.two_step.title')}
      about={say('web.two_step.intro')}
      acts={<Chip tone={two_step ? 'kept' : 'plain'}>{say(two_step ? 'web.two_step.on' : 'web.two_step.off')}</Chip>}
    >
      {codes.length > 0 && <RecoveryCodes codes={codes} onKept={() => setCodes([])} />}
      {step === 'rest' && <FormActs>{two_step ? [act('codes'), act('end')] : act('begin')}</FormActs>}
      <AskedStep
        step={step}
        onBegun={(one) => {
          setBegun(one)
          setStep('confirm')
        }}
        onCodes={(fresh) => {
          setCodes(fresh)
          rest()
        }}
        onRest={rest}
      />
      {step === 'confirm' && begun !== null && (
        <Confirm
          begun={begun}
          onDone={() => {
            setCodes(begun.codes)
            rest()
          }}
          onClose={rest}
        />
      )}
    </Section>
  )
}
