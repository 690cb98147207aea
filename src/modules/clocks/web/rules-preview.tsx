import type { BodyOf } from '#platform/endpoint.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Preview, type PreviewedComplaint, previewRules } from '../contract.ts'
import styles from './clocks.module.css'

type Body = BodyOf<typeof previewRules>

/** Asks what changed rules would have done; the answer stands only for what it was asked of. */
export function usePreview(body: Body) {
  const asking = useDoing(async (asked: Body) => ({ asked: JSON.stringify(asked), ...(await call(previewRules, {}, { body: asked })) }), [])
  const isOf = asking.data?.asked === JSON.stringify(body)
  return { ask: () => asking.mutate(body), busy: asking.isPending, why: asking.error, shown: isOf ? asking.data : undefined }
}

type Asked = ReturnType<typeof usePreview>

export function PreviewAct({ preview }: { preview: Asked }) {
  const say = useWords('clocks')
  return (
    <Act busy={preview.busy} onAct={preview.ask}>
      {say('web.preview')}
    </Act>
  )
}

function LimitCell({ limit }: { limit: PreviewedComplaint['before'] }) {
  const say = useWords('clocks')
  const { moment } = useInWords()
  if (limit === null) return <td>{say('web.preview_none')}</td>
  return (
    <td>
      <time dateTime={limit.due}>{moment(limit.due)}</time> {limit.missed && say('web.preview_missed_mark')}
    </td>
  )
}

function Sample({ sample }: Pick<Preview, 'sample'>) {
  const say = useWords('clocks')
  return (
    <div className={styles.wide}>
      <table className={styles.preview}>
        <caption>{say('web.preview_sample')}</caption>
        <thead>
          <tr>
            <th scope="col">{say('web.preview_complaint')}</th>
            <th scope="col">{say('web.kind')}</th>
            <th scope="col">{say('web.preview_before')}</th>
            <th scope="col">{say('web.preview_after')}</th>
          </tr>
        </thead>
        <tbody>
          {sample.map(({ complaint, kind, before, after }) => (
            <tr key={complaint.id}>
              <th scope="row">
                <a href={`/app/complaints/${complaint.id}`}>{complaint.number}</a> {complaint.subject}
              </th>
              <td>{say(`kinds.${kind}`)}</td>
              <LimitCell limit={before} />
              <LimitCell limit={after} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** What the rules, as they stand in the form, would have made of the newest complaints. Nothing is changed by looking. */
export function PreviewShown({ preview }: { preview: Asked }) {
  const say = useWords('clocks')
  const { busy, why, shown } = preview
  return (
    <div role="status" className={styles.stack}>
      {busy && <Loading rows={2} />}
      {!busy && why !== null && <Refused why={why} />}
      {!busy && shown && (
        <>
          <p>
            {shown.looked === 0
              ? say('web.preview_nothing')
              : `${say('web.preview_looked', { count: shown.looked })} ${say('web.preview_changed', { count: shown.changed })} ${say('web.preview_missed', shown.missed)}`}
          </p>
          {shown.sample.length > 0 && <Sample sample={shown.sample} />}
        </>
      )}
    </div>
  )
}
