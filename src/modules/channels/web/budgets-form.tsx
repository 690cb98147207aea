import { NumberInput } from '@mantine/core'
import { call, useWords } from '#workspace/kit/desk.ts'
import { FactsList } from '#workspace/kit/facts-list.tsx'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { Pair } from '#workspace/kit/section.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { budgetFields, editBudgets, type MailBudgets } from '../contract/mail-stops.ts'
import { channels } from './queries.ts'

type Fields = Omit<MailBudgets, 'version'>
const pairs = [
  ['address_a_day', 'complaint_a_day'],
  ['mailbox_an_hour', 'mailbox_a_day'],
  ['desk_an_hour', 'desk_a_day'],
] as const

function EditBudgets({ version, ...fields }: MailBudgets) {
  const say = useWords('channels')
  const edit = useEdit<Fields>({
    now: { version, fields },
    send: (changed, of) => call(editBudgets, {}, { body: changed, version: of }),
    refresh: [channels],
  })
  const form = useFields(edit.saving.error)
  const field = (name: keyof Fields) => (
    <NumberInput
      key={name}
      {...form.at(name)}
      label={say(`web.budgets.${name}`)}
      value={edit.fields[name]}
      onChange={(figure) => typeof figure === 'number' && edit.change({ [name]: figure })}
      min={1}
      allowDecimal={false}
      allowNegative={false}
    />
  )
  return (
    <EditForm
      form={form}
      edit={edit}
      nameOf={(name) => say(`web.budgets.${name}`)}
      // every figure as it is written
      read={(of) => Object.fromEntries(Object.entries(of).map(([name, figure]) => [name, String(figure)])) as Record<keyof Fields, string>}
      {...(!edit.untouched && { onCancel: edit.letGo })}
    >
      {pairs.map((pair) => (
        <Pair key={pair[0]}>{pair.map(field)}</Pair>
      ))}
    </EditForm>
  )
}

/** How much automatic mail may leave; who may not change it reads it. */
export function BudgetsForm({ budgets, edits }: { budgets: MailBudgets; edits: boolean }) {
  const say = useWords('channels')
  if (edits) return <EditBudgets {...budgets} />
  return <FactsList facts={budgetFields.map((name) => ({ name: say(`web.budgets.${name}`), value: String(budgets[name]) }))} />
}
