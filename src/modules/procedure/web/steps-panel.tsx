import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import type { Procedure } from '../contract.ts'
import { FeelingPart } from './feeling-part.tsx'
import styles from './procedure.module.css'
import { categoriesQuery, procedureQuery } from './queries.ts'
import { StepEntry } from './step-entry.tsx'
import { useAskedStep } from './use-asked-step.ts'

/** What is missing next, in one line. */
function NextLine({ procedure }: { procedure: Procedure }) {
  const say = useWords('procedure')
  const { next } = procedure
  return (
    <p className={styles.next}>
      {next === null ? (
        say('web.nothing_next')
      ) : (
        <>
          <b>{say('web.next')}</b> {next.sentence}
        </>
      )}
    </p>
  )
}

function Kept({ template, version }: Pick<Procedure, 'template' | 'version'>) {
  const say = useWords('procedure')
  const language = useLanguage()
  const { data } = useQuery(categoriesQuery)
  const named = data?.data.find(({ code }) => code === template)?.names[language]
  return <p className={styles.quiet}>{say('web.template', { name: named ?? template ?? say('templates.every'), version })}</p>
}

function Steps({ complaint, procedure }: { complaint: Complaint; procedure: Procedure }) {
  const say = useWords('procedure')
  const [opened, setOpened] = useState<number | null>(null)
  useAskedStep(setOpened)
  return (
    <>
      <NextLine procedure={procedure} />
      <ol className={styles.steps} aria-label={say('web.all')}>
        {procedure.steps.map((step) => (
          <StepEntry
            key={step.step}
            complaint={complaint.id}
            step={step}
            next={procedure.next?.step === step.step}
            opened={opened === step.step}
            onOpen={(open) => setOpened(open ? step.step : null)}
          >
            {step.code === 'record' && <FeelingPart complaint={complaint.id} procedure={procedure} />}
          </StepEntry>
        ))}
      </ol>
      <Kept template={procedure.template} version={procedure.version} />
    </>
  )
}

/** The twelve steps of a complaint: what is missing next, and for each what shows it, what is missing, and what a person may settle. */
export function StepsPanel({ complaint }: { complaint: Complaint }) {
  const say = useWords('procedure')
  const query = useQuery(procedureQuery(complaint.id))
  return (
    <Pane flush title={say('web.title')} aside={query.data && say('web.progress', { done: query.data.done, of: query.data.of })}>
      <Queried query={query} rows={6}>
        {(procedure) => <Steps complaint={complaint} procedure={procedure} />}
      </Queried>
    </Pane>
  )
}
