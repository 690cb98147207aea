import { useQuery } from '@tanstack/react-query'
import { getFirstRun } from '#modules/people/contract.ts'
import { call } from '#workspace/call.ts'
import { Act } from '#workspace/kit/act.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { useWords } from '#workspace/language.ts'
import styles from './home-page.module.css'

/** Where each step is done. */
const places: Record<string, string> = {
  organisation: '/app/settings/organisation',
  privacy_notice: '/app/settings/privacy',
  mailbox: '/app/settings/mailboxes',
  test_mail: '/app/settings/mailboxes',
  team: '/app/settings/teams',
  form_link: '/app/settings/form',
  form: '/app/settings/form',
  backup: '/app/settings/backup',
}

interface Step {
  code: string
  done: boolean
}

function StepLine({ step, number, now }: { step: Step; number: number; now: boolean }) {
  const say = useWords('workspace')
  const go = useGo()
  const { code, done } = step
  const href = places[code]
  return (
    <li data-done={done || undefined} data-now={now || undefined}>
      <span className={styles.step}>{done ? <Icon name="check" size={12} /> : number}</span>
      <div>
        <h2>
          {say(`first_run.${code}.title`)}
          {done && <span className={styles.none}> {say('first_run.done')}</span>}
        </h2>
        {!done && <p>{say(`first_run.${code}.about`)}</p>}
      </div>
      {href !== undefined && (
        <Act as={now ? 'do' : done ? 'plain' : 'default'} onAct={() => go(href)}>
          {say(done ? 'first_run.change' : `first_run.${code}.act`)}
        </Act>
      )}
    </li>
  )
}

/** What is still to do before the desk is in full use; it goes when all of it is done. */
export function FirstRun() {
  const say = useWords('workspace')
  const { data } = useQuery({
    queryKey: ['people', 'first-run'],
    queryFn: ({ signal }) => call(getFirstRun, {}, { signal }),
    meta: { topics: ['people', 'channels'] },
  })
  const steps = data?.steps ?? []
  const next = steps.find(({ done }) => !done)
  if (next === undefined) return null
  return (
    <section className={styles.todo} aria-label={say('first_run.title')}>
      <p>{say('first_run.left', { count: steps.filter(({ done }) => !done).length })}</p>
      <ol>
        {steps.map((step, at) => (
          <StepLine key={step.code} step={step} number={at + 1} now={step === next} />
        ))}
      </ol>
    </section>
  )
}
