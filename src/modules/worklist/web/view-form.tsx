import { Checkbox, Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { FormEvent, ReactNode } from 'react'
import { Sort, sorts } from '#modules/complaints/contract.ts'
import { useWords } from '#workspace/kit/desk.ts'
import { FormFoot } from '#workspace/kit/small-form.tsx'
import type { NewView } from '../contract.ts'
import type { Column } from '../rules/columns.ts'
import { teamsQuery } from './queries.ts'
import styles from './worklist.module.css'

export type ViewFields = Required<NewView>

interface ViewFormProps {
  fields: ViewFields
  change: (one: Partial<ViewFields>) => void
  mayShare: boolean
  /** The columns that the person sees now. */
  shown: readonly Column[]
  doing: { isPending: boolean; isError: boolean; error: unknown }
  onKeep: () => void
  onCancel: () => void
  /** What a colleague changed of it meanwhile. */
  meanwhile?: ReactNode
}

interface SharingProps {
  shared: ViewFields['shared']
  team: string | null
  onChange: (sharing: Pick<ViewFields, 'shared' | 'team'>) => void
}

/** Who else sees it: for those who may share. */
function SharingFields({ shared, team, onChange }: SharingProps) {
  const say = useWords('worklist')
  const teams = useQuery(teamsQuery).data?.data ?? []
  const choices = ['own', 'team', 'all'].map((value) => ({ value, label: say(`web.sharing.${value}`) }))
  return (
    <>
      <Select
        label={say('web.shared')}
        data={choices}
        value={shared ?? 'own'}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => onChange({ shared: value === 'team' || value === 'all' ? value : null, team: value === 'team' ? team : null })}
      />
      {shared === 'team' && (
        <Select
          label={say('web.team')}
          data={teams.map(({ id, name }) => ({ value: id, label: name }))}
          value={team}
          comboboxProps={{ withinPortal: false }}
          onChange={(value) => onChange({ shared, team: value })}
        />
      )}
    </>
  )
}

/** Name, query, order, columns of a view, and who sees it. What the desk does not understand is said here, and what was typed stays. */
export function ViewForm({ fields, change, mayShare, shown, doing, onKeep, onCancel, meanwhile }: ViewFormProps) {
  const say = useWords('worklist')
  const keep = (event: FormEvent) => {
    event.preventDefault()
    onKeep()
  }
  return (
    <form className={styles.form} onSubmit={keep}>
      <TextInput
        label={say('web.name')}
        value={fields.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
        maxLength={80}
        required
        data-autofocus
      />
      <TextInput
        label={say('web.query')}
        description={say('web.query_hint')}
        value={fields.query}
        onChange={(event) => change({ query: event.currentTarget.value })}
        maxLength={1000}
        spellCheck={false}
      />
      <Select
        label={say('web.order')}
        data={[{ value: '', label: say('web.usual_order') }, ...sorts.map((value) => ({ value, label: say(`sort.${value}`) }))]}
        value={fields.sort ?? ''}
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        onChange={(value) => change({ sort: Sort.safeParse(value).data ?? null })}
      />
      {mayShare && <SharingFields shared={fields.shared} team={fields.team ?? null} onChange={change} />}
      <Checkbox
        label={say('web.with_columns')}
        checked={fields.columns !== null}
        onChange={(event) => change({ columns: event.currentTarget.checked ? [...shown] : null })}
      />
      {meanwhile}
      <FormFoot doing={doing} act={say('web.keep')} main onCancel={onCancel} />
    </form>
  )
}
