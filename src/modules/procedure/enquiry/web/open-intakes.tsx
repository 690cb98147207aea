import { useQuery } from '@tanstack/react-query'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { dropIntake, type Intake } from '../../contract.ts'
import { intakes, intakesQuery } from './queries.ts'

const lineLength = 80

function lineOf({ typed }: Intake): string {
  const [text, name] = [typed['text'], typed['name']].map((said) => (typeof said === 'string' ? said.trim() : ''))
  const whole = (text || name || '').replaceAll(/\s+/g, ' ')
  return whole.length > lineLength ? `${whole.slice(0, lineLength)}…` : whole
}

function One({ intake, onGoOn }: { intake: Intake; onGoOn: (intake: Intake) => void }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  const dropping = useDoing(() => call(dropIntake, { intake: intake.id }), [intakes])
  return (
    <Row
      title={lineOf(intake) || say('enquiry.intake.no_words')}
      line={say('enquiry.intake.saved', { moment: moment(intake.saved_at) })}
      acts={
        <>
          <SmallAct onAct={() => onGoOn(intake)}>{say('enquiry.intake.go_on')}</SmallAct>
          <SmallAct onAct={() => !dropping.isPending && dropping.mutate()}>{say('enquiry.intake.let_go')}</SmallAct>
        </>
      }
    >
      {dropping.isError && <Refused why={dropping.error} />}
    </Row>
  )
}

/** Conversations that were begun elsewhere, or before a crash, and are no complaint yet. Nothing is shown where there is none. */
export function OpenIntakes({ but, onGoOn }: { but: string; onGoOn: (intake: Intake) => void }) {
  const say = useWords('procedure')
  const { data } = useQuery(intakesQuery)
  const others = (data?.data ?? []).filter(({ id }) => id !== but)
  if (others.length === 0) return null
  return (
    <Rows name={say('enquiry.intake.open')}>
      {others.map((intake) => (
        <One key={intake.id} intake={intake} onGoOn={onGoOn} />
      ))}
    </Rows>
  )
}
