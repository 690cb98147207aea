import { VisuallyHidden } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About } from '#workspace/kit/section.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { editView, endView, orderViews, restoreView, type SavedView } from '../contract.ts'
import { usualColumns } from '../rules/columns.ts'
import { columnsQuery, teamsQuery, viewAddress, viewCountsQuery, viewsQuery } from './queries.ts'
import { type ViewFields, ViewForm } from './view-form.tsx'
import styles from './worklist.module.css'

const refresh = [['worklist']] as const

function useRemoving() {
  const say = useWords('worklist')
  const undo = useUndo()
  const queries = useQueryClient()
  const back = async (view: SavedView) => {
    await call(restoreView, { view: view.id })
    await queries.invalidateQueries({ queryKey: ['worklist'] })
  }
  return useDoing(async (view: SavedView) => {
    await call(endView, { view: view.id })
    undo(say('web.removed', { name: view.name }), () => back(view))
  }, refresh)
}

/** Moving is shown at once; the desk keeps the whole order. */
function useMoving(views: readonly SavedView[]) {
  const queries = useQueryClient()
  return useDoing(({ from, to }: { from: number; to: number }) => {
    const moved = [...views]
    moved.splice(to, 0, ...moved.splice(from, 1))
    queries.setQueryData(viewsQuery.queryKey, (before) => before && { ...before, data: moved })
    return call(orderViews, {}, { body: { views: moved.map(({ id }) => id) } })
  }, refresh)
}

const fieldsOf = ({ name, query, sort, shared, columns, team }: SavedView): ViewFields => ({
  name,
  query,
  sort,
  shared,
  columns,
  team: team?.id ?? null,
})

/** How each field reads, where two changed the same view. */
function useReading() {
  const say = useWords('worklist')
  const teams = useQuery(teamsQuery).data?.data ?? []
  return ({ name, query, sort, shared, columns, team }: ViewFields): Record<keyof ViewFields, string> => ({
    name,
    query: query || say('web.everything'),
    sort: sort ? say(`sort.${sort}`) : say('web.usual_order'),
    shared: say(`web.sharing.${shared ?? 'own'}`),
    team: teams.find(({ id }) => id === team)?.name ?? '–',
    columns: columns?.map((column) => say(`column.${column}`)).join(', ') ?? say('web.usual_columns'),
  })
}

const fieldWords = { name: 'name', query: 'query', sort: 'order', shared: 'shared', team: 'team', columns: 'columns' } as const

function Change({ view, onDone }: { view: SavedView; onDone: () => void }) {
  const say = useWords('worklist')
  const read = useReading()
  const chosen = useQuery(columnsQuery).data?.columns
  const edit = useEdit<ViewFields>({
    now: { version: view.version, fields: fieldsOf(view) },
    send: (changed, version) => call(editView, { view: view.id }, { body: changed, version }),
    refresh,
    onDone,
  })
  const names = Object.keys(edit.theirs) as (keyof ViewFields)[] // useEdit answers keys of the fields only
  const [theirs, yours] = [read(edit.desk), read(edit.fields)]
  const sides = names.map((name) => ({ name: say(`web.${fieldWords[name]}`), theirs: theirs[name], yours: yours[name] }))
  return (
    <InPlace title={say('web.edit_named', { name: view.name })} onClose={onDone}>
      {view.broken !== null && <Refused why={view.broken} />}
      <ViewForm
        fields={edit.fields}
        change={edit.change}
        mayShare={view.may.share}
        shown={chosen ?? usualColumns}
        doing={{ ...edit.saving, isError: edit.saving.isError && !edit.stale }}
        onKeep={() => edit.save()}
        onCancel={onDone}
        meanwhile={
          edit.stale && (
            <ChangedMeanwhile sides={sides} busy={edit.saving.isPending} onKeepMine={edit.keepMine} onTakeTheirs={edit.takeTheirs} />
          )
        }
      />
    </InPlace>
  )
}

function useLine() {
  const say = useWords('worklist')
  return ({ query, sort, shared, team, owner }: SavedView): string => {
    const sharing =
      shared === 'all' ? say('web.by_all') : shared === 'team' ? say('web.by_team', { team: team?.name ?? '' }) : say('web.own')
    const by = shared === null ? [] : [say('web.from', { name: owner.name })]
    return [query || say('web.everything'), ...(sort ? [say(`sort.${sort}`)] : []), sharing, ...by].join(' · ')
  }
}

interface OneProps {
  view: SavedView
  at: number
  last: boolean
  onMove: (to: number) => void
  onRemove: () => void
  /** What other modules do with a view. */
  beside: ReactNode
}

/** How many it holds, exact to 10,000. */
function Held({ view }: { view: string }) {
  const { count } = useInWords()
  const many = useQuery(viewCountsQuery).data?.data.find((one) => one.view === view)?.count ?? null
  if (many === null) return null
  return ` · ${count(Math.min(many, 10_000))}${many > 10_000 ? '+' : ''}`
}

interface MoveProps {
  way: 'up' | 'down'
  name: string
  end: boolean
  onMove: () => void
}

function Move({ way, name, end, onMove }: MoveProps) {
  const say = useWords('worklist')
  const words = say(`web.${way}`, { name })
  return (
    <Act size="xs" notYet={end ? words : undefined} onAct={onMove}>
      <span aria-hidden="true">{way === 'up' ? '↑' : '↓'}</span>
      <VisuallyHidden>{words}</VisuallyHidden>
    </Act>
  )
}

function One({ view, at, last, onMove, onRemove, beside }: OneProps) {
  const say = useWords('worklist')
  const line = useLine()
  const [open, setOpen] = useState(view.broken !== null && window.location.hash === `#${view.id}`)
  const about = (
    <>
      {line(view)}
      <Held view={view.id} />
      {view.broken !== null && <span className={styles.broken}> · {view.broken}</span>}
    </>
  )
  const acts = (
    <>
      <Move way="up" name={view.name} end={at === 0} onMove={() => onMove(at - 1)} />
      <Move way="down" name={view.name} end={last} onMove={() => onMove(at + 1)} />
      {beside}
      {view.may.edit && (
        <>
          <Act size="xs" onAct={() => setOpen(!open)}>
            {view.broken === null ? say('web.edit') : say('web.mend')}
          </Act>
          <Act size="xs" onAct={onRemove}>
            {say('web.remove')}
          </Act>
        </>
      )}
    </>
  )
  return (
    <Row title={<a href={viewAddress(view.id)}>{view.name}</a>} line={about} here={open} acts={acts}>
      {open && <Change view={view} onDone={() => setOpen(false)} />}
    </Row>
  )
}

type Beside = (view: string) => ReactNode

function All({ views, beside }: { views: readonly SavedView[]; beside: Beside }) {
  const say = useWords('worklist')
  const moving = useMoving(views)
  const removing = useRemoving()
  if (views.length === 0) return <Empty title={say('web.empty')}>{say('web.empty_about')}</Empty>
  return (
    <>
      {moving.isError && <Refused why={moving.error} />}
      {removing.isError && <Refused why={removing.error} />}
      <Rows name={say('web.views')}>
        {views.map((view, at) => (
          <One
            key={view.id}
            view={view}
            at={at}
            last={at === views.length - 1}
            onMove={(to) => moving.mutate({ from: at, to })}
            onRemove={() => removing.mutate(view)}
            beside={beside(view.id)}
          />
        ))}
      </Rows>
    </>
  )
}

/** One's views, and those that are shared: in which order, what each shows, who sees it. */
export function ViewsPanel({ beside }: { beside: Beside }) {
  const say = useWords('worklist')
  const views = useQuery(viewsQuery)
  return (
    <div className={styles.views}>
      <About>{say('web.about')}</About>
      <Queried query={views}>{({ data }) => <All views={data} beside={beside} />}</Queried>
    </div>
  )
}
