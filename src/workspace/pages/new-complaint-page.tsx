import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { AlikeBefore } from '#modules/complaints/web/alike-panel.tsx'
import { IssuesPane } from '#modules/complaints/web/issues-pane.tsx'
import { complaintQuery } from '#modules/complaints/web/queries.ts'
import { type FirstStage, NewComplaintForm } from '#modules/conversations/web/new-complaint-form.tsx'
import { emptied, type Typed, typedAgain } from '#modules/conversations/web/typed-complaint.ts'
import { useKept } from '#modules/conversations/web/use-kept.ts'
import { beginStage, dropIntake, type Intake } from '#modules/procedure/contract.ts'
import { IntakePanel } from '#modules/procedure/enquiry/web/intake-panel.tsx'
import { IntakeStages } from '#modules/procedure/enquiry/web/intake-stages.tsx'
import { OpenIntakes } from '#modules/procedure/enquiry/web/open-intakes.tsx'
import { intakes } from '#modules/procedure/enquiry/web/queries.ts'
import { useKeptIntake } from '#modules/procedure/enquiry/web/use-kept-intake.ts'
import { call } from '#workspace/call.ts'
import { useGo } from '#workspace/kit/go.ts'
import { PageHeader } from '#workspace/kit/page-header.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { useLanguage, useWords } from '#workspace/language.ts'
import { useAddress } from '#workspace/use-address.ts'
import { CustomerSnapshot } from './customer-snapshot.tsx'
import styles from './pages.module.css'

const here = '/app/complaints/new'

/** Look and listen: there is no complaint yet. What is typed is kept in this tab at once, and on the desk a few seconds later. */
function Beginning() {
  const say = useWords('conversations')
  const go = useGo()
  const language = useLanguage()
  const queries = useQueryClient()
  const [typed, keep, letGo] = useKept('redress.new-complaint', emptied(language))
  const [stage, setStage] = useState<FirstStage>(typed.text === '' ? 'look' : 'listen')
  const { failed } = useKeptIntake({ intake: typed.intake, stage, typed: { ...typed }, empty: isEmpty(typed) })
  const begun = useMutation({
    mutationFn: (complaint: string) => call(beginStage, { complaint }, { body: { stage: 'ask', intake: typed.intake } }),
  })
  const dropped = useMutation({
    mutationFn: () => call(dropIntake, { intake: typed.intake }),
    onSettled: () => queries.invalidateQueries({ queryKey: intakes }),
  })
  // The complaint is there: that the stage could not be noted keeps nobody from going on with it.
  const taken = (complaint: string) =>
    begun.mutate(complaint, {
      onSettled: () => {
        letGo()
        go(`${here}?complaint=${complaint}&stage=ask`)
      },
    })
  const drop = () => {
    dropped.mutate()
    letGo()
    go('/app/complaints?view=mine')
  }
  const goOn = ({ id, typed: said, stage: at }: Intake) => {
    keep({ ...typedAgain(said, language), intake: id })
    setStage(at === 'look' ? 'look' : 'listen')
  }
  return (
    <>
      <IntakeStages stage={stage} />
      {isEmpty(typed) && <OpenIntakes but={typed.intake} onGoOn={goOn} />}
      <NewComplaintForm
        typed={typed}
        keep={keep}
        stage={stage}
        onStage={setStage}
        onTaken={taken}
        onDrop={drop}
        known={typed.customerId !== null && !typed.anonymous && <CustomerSnapshot customer={typed.customerId} />}
        alike={<AlikeBefore text={typed.text} customer={typed.anonymous ? null : typed.customerId} />}
        kept={say(failed ? 'web.new.kept' : 'web.new.kept_on_desk')}
      />
    </>
  )
}

const isEmpty = ({ text, customerId, name, email, phone, address }: Typed): boolean =>
  customerId === null && [text, name, email, phone, address].every((said) => said.trim() === '')

/** Ask and verify: the complaint is there, and everything goes to it. */
function GoingOn({ complaint, stage }: { complaint: Complaint; stage: 'ask' | 'verify' }) {
  const go = useGo()
  return (
    <div className={styles.goesOn}>
      <IntakeStages stage={stage} />
      <IntakePanel
        complaint={complaint}
        stage={stage}
        onStage={(next) => go(`${here}?complaint=${complaint.id}&stage=${next}`)}
        onDone={() => go(`/app/complaints/${complaint.id}`)}
        about={<IssuesPane complaint={complaint} />}
      />
    </div>
  )
}

function Continued({ complaint, stage }: { complaint: string; stage: 'ask' | 'verify' }) {
  const query = useQuery(complaintQuery(complaint))
  return (
    <Queried query={query} rows={6}>
      {(found) => <GoingOn complaint={found} stage={stage} />}
    </Queried>
  )
}

/** A complaint that somebody tells, brings or sends on paper, in four stages: look, listen, ask, verify. */
export function NewComplaintPage() {
  const say = useWords('conversations')
  const { search } = useAddress()
  const { complaint, stage } = search
  return (
    <>
      <PageHeader title={say('web.new.title')} back={{ href: '/app/complaints?view=mine' }} />
      <div className={styles.intake}>
        {complaint === undefined ? <Beginning /> : <Continued complaint={complaint} stage={stage === 'verify' ? 'verify' : 'ask'} />}
      </div>
    </>
  )
}
