import { queryOptions, useQuery } from '@tanstack/react-query'
import type { AnswerOf } from '#platform/endpoint.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Said, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { listModels, trainTriage } from '../contract.ts'
import styles from './models-panel.module.css'

const modelsQuery = queryOptions({
  queryKey: ['triage', 'models'],
  queryFn: ({ signal }) => call(listModels, {}, { signal }),
})

type Learned = AnswerOf<typeof listModels>['models'][number]

function Row({ model: { task, version, corrections, held_back, accuracy, before, kept, trained_at } }: { model: Learned }) {
  const say = useWords('triage')
  const { moment } = useInWords()
  const share = new Intl.NumberFormat(useLanguage(), { style: 'percent', maximumFractionDigits: 0 })
  return (
    <tr>
      <th scope="row">
        {say(`web.models.tasks.${task}`)} <span>{version}</span>
      </th>
      <td>{moment(trained_at)}</td>
      <td>{corrections}</td>
      <td>{held_back}</td>
      <td>{before === null ? say('web.models.nothing_before') : share.format(before)}</td>
      <td>{share.format(accuracy)}</td>
      <td>{say(kept ? 'web.models.yes' : 'web.models.no')}</td>
    </tr>
  )
}

const columns = ['task', 'when', 'corrections', 'held_back', 'before', 'now', 'used'] as const

function Learn() {
  const say = useWords('triage')
  const learning = useDoing(() => call(trainTriage, {}), [modelsQuery.queryKey])
  const learned = learning.data?.models.length
  return (
    <>
      <Act busy={learning.isPending} onAct={() => learning.mutate()}>
        {say('web.models.learn')}
      </Act>
      {learning.isError && <Refused why={learning.error} />}
      {learned !== undefined && <Said kept>{say(learned === 0 ? 'web.models.nothing' : 'web.models.learned')}</Said>}
    </>
  )
}

/** Settings → Reading of messages: what the desk's own corrections taught, task by task, with how often it is right on those held back. */
export function ModelsPanel() {
  const say = useWords('triage')
  const mayTrain = useHolds('triage.train')
  return (
    <Section title={say('web.models.title')} about={say('web.models.about')}>
      <Queried query={useQuery(modelsQuery)} rows={3}>
        {({ models }) =>
          models.length === 0 ? (
            <Empty title={say('web.models.none')}>{say('web.models.none_about')}</Empty>
          ) : (
            // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- wide tables scroll: who has no pointer scrolls them by key
            <div className={styles.scrolls} tabIndex={0} role="region" aria-label={say('web.models.table')}>
              <table className={styles.models}>
                <thead>
                  <tr>
                    {columns.map((column) => (
                      <th key={column} scope="col">
                        {say(`web.models.${column}`)}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {models.map((model) => (
                    <Row key={`${model.task} ${model.version}`} model={model} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Queried>
      {mayTrain && <Learn />}
    </Section>
  )
}
