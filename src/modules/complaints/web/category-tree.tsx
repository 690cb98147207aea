import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { EditForm, Form, type Fields as FormFields, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { addCategory, type Category, editCategory } from '../contract.ts'
import { categoriesQuery } from './queries.ts'

type Names = Category['names']
const refresh = [categoriesQuery.queryKey]
const noNames: Names = { en: '', el: '', es: '' }
const isWhole = (names: Names) => languages.every((language) => names[language].trim() !== '')
const byPosition = (one: Category, other: Category) => one.position - other.position

/** A code from a name, as the desk takes it: "Parts missing" is parts_missing. */
const codeFrom = (name: string) =>
  name
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60)

function NamesFields({ form, names, onChange }: { form: FormFields; names: Names; onChange: (names: Names) => void }) {
  const say = useWords('complaints')
  return languages.map((language) => (
    <TextInput
      key={language}
      {...form.at(`names.${language}`)}
      label={say(`categories.name_in.${language}`)}
      lang={language}
      value={names[language]}
      onChange={(event) => onChange({ ...names, [language]: event.currentTarget.value })}
      maxLength={120}
      required
    />
  ))
}

function AddForm({ all, parent, onDone }: { all: readonly Category[]; parent: string | null; onDone: () => void }) {
  const say = useWords('complaints')
  const reader = useLanguage()
  const [names, setNames] = useState(noNames)
  const [code, setCode] = useState<string | null>(null)
  const [under, setUnder] = useState(parent)
  const coded = code ?? codeFrom(names.en)
  const adding = useDoing(() => call(addCategory, {}, { body: { code: coded, parent: under, names } }), refresh)
  const form = useFields(adding.error)
  const branches = all
    .filter((category) => category.parent === null && !category.ended)
    .map((branch) => ({ value: branch.code, label: branch.names[reader] }))
  return (
    <InPlace title={say('categories.add')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={adding.isPending}
        onSend={() => adding.mutate(undefined, { onSuccess: onDone })}
        send={say('categories.add')}
        notYet={isWhole(names) ? undefined : say('categories.names_first')}
        onCancel={onDone}
      >
        <NamesFields form={form} names={names} onChange={setNames} />
        <Select
          {...form.at('parent')}
          label={say('categories.parent')}
          placeholder={say('categories.no_parent')}
          data={branches}
          value={under}
          onChange={setUnder}
          searchable
          clearable
        />
        <TextInput
          {...form.at('code')}
          label={say('categories.code')}
          description={say('categories.code_hint')}
          value={coded}
          onChange={(event) => setCode(codeFrom(event.currentTarget.value))}
          maxLength={60}
        />
      </Form>
    </InPlace>
  )
}

function RenameForm({ category, onDone }: { category: Category; onDone: () => void }) {
  const say = useWords('complaints')
  const edit = useEdit<Names>({
    now: { version: category.version, fields: category.names },
    send: (changed, version) =>
      call(editCategory, { code: category.code }, { body: { names: { ...category.names, ...changed } }, version }),
    refresh,
    onDone,
  })
  const form = useFields(edit.saving.error)
  return (
    <InPlace title={say('categories.rename', { code: category.code })} about={say('categories.rename_about')} onClose={onDone}>
      <EditForm
        form={form}
        edit={edit}
        main
        read={(names) => names}
        nameOf={(language) => say(`categories.name_in.${language}`)}
        notYet={isWhole(edit.fields) ? undefined : say('categories.names_first')}
        onCancel={onDone}
      >
        <NamesFields form={form} names={edit.fields} onChange={edit.change} />
      </EditForm>
    </InPlace>
  )
}

interface CategoryRowProps {
  category: Category
  /** Those beside it, in their order, itself among them. */
  beside: readonly Category[]
  opened: string | null
  onOpen: (code: string | null) => void
}

/** Two that stand beside each other change places. */
function useMoving(category: Category, beside: readonly Category[]) {
  const at = beside.findIndex(({ code }) => code === category.code)
  const place = ({ code, version }: Category, position: number) => call(editCategory, { code }, { body: { position }, version })
  const moving = useDoing(async (step: number) => {
    const other = beside[at + step]
    if (other === undefined) return
    // two of one position still change places
    const distance = other.position === category.position ? step : 0
    await place(category, other.position + distance)
    await place(other, category.position)
  }, refresh)
  return { moving, first: at === 0, last: at === beside.length - 1 }
}

function CategoryActs({ category, beside, onOpen }: Omit<CategoryRowProps, 'opened'>) {
  const say = useWords('complaints')
  const { moving, first, last } = useMoving(category, beside)
  const ending = useDoing(
    () => call(editCategory, { code: category.code }, { body: { ended: !category.ended }, version: category.version }),
    refresh,
  )
  const act = (name: string, onAct: () => void, busy = false) => (
    <Act as="plain" size="xs" busy={busy} onAct={onAct}>
      {say(`categories.act.${name}`)}
    </Act>
  )
  const why = moving.error ?? ending.error
  return (
    <>
      {!first && act('up', () => moving.mutate(-1), moving.isPending)}
      {!last && act('down', () => moving.mutate(1), moving.isPending)}
      {act('rename', () => onOpen(category.code))}
      {act(category.ended ? 'begin' : 'end', () => ending.mutate(), ending.isPending)}
      {why !== null && <Refused why={why} />}
    </>
  )
}

function CategoryRow({ category, beside, opened, onOpen }: CategoryRowProps) {
  const say = useWords('complaints')
  const reader = useLanguage()
  const others = languages.filter((language) => language !== reader).map((language) => category.names[language])
  return (
    <Row
      title={
        <>
          {category.names[reader]} {category.ended && <Chip>{say('categories.ended')}</Chip>}
        </>
      }
      line={[...others, category.code].join(' · ')}
      acts={<CategoryActs category={category} beside={beside} onOpen={onOpen} />}
      here={opened === category.code}
    >
      {opened === category.code && <RenameForm category={category} onDone={() => onOpen(null)} />}
    </Row>
  )
}

/** The category tree: what complaints are about, in three languages. What is ended stays with the complaints that have it. */
export function CategoryTree() {
  const say = useWords('complaints')
  const reader = useLanguage()
  const query = useQuery(categoriesQuery)
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState<{ parent: string | null } | null>(null)
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding({ parent: null })}>
      {say('categories.add')}
    </Act>
  )
  return (
    <>
      <Section title={say('categories.title')} about={say('categories.about')} acts={add}>
        {adding !== null && query.data && (
          <AddForm key={adding.parent} all={query.data.data} parent={adding.parent} onDone={() => setAdding(null)} />
        )}
      </Section>
      <Queried query={query} rows={8}>
        {({ data }) => {
          const branches = data.filter(({ parent }) => parent === null).toSorted(byPosition)
          if (branches.length === 0) return <Empty title={say('categories.none')} />
          return branches.map((branch) => {
            const leaves = data.filter(({ parent }) => parent === branch.code).toSorted(byPosition)
            const shared = { opened, onOpen: setOpened }
            return (
              <Section key={branch.code} title={branch.names[reader]}>
                <Rows name={branch.names[reader]}>
                  <CategoryRow category={branch} beside={branches} {...shared} />
                  {leaves.map((leaf) => (
                    <CategoryRow key={leaf.code} category={leaf} beside={leaves} {...shared} />
                  ))}
                </Rows>
              </Section>
            )
          })
        }}
      </Queried>
    </>
  )
}
