import { Select, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { EditForm, Form, type Fields as FormFields, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { addCause, type Cause, editCause, unknownCause } from '../../contract.ts'
import { codeFrom } from './code-from.ts'
import { causes, causesQuery } from './queries.ts'

type Names = Cause['names']
const noNames: Names = { en: '', el: '', es: '' }
const isWhole = (names: Names) => languages.every((language) => names[language].trim() !== '')

function NamesFields({ form, names, onChange }: { form: FormFields; names: Names; onChange: (names: Names) => void }) {
  const say = useWords('procedure')
  return languages.map((language) => (
    <TextInput
      key={language}
      {...form.at(`names.${language}`)}
      label={say(`enquiry.settings.name_in.${language}`)}
      lang={language}
      value={names[language]}
      onChange={(event) => onChange({ ...names, [language]: event.currentTarget.value })}
      maxLength={120}
      required
    />
  ))
}

function AddForm({ all, onDone }: { all: readonly Cause[]; onDone: () => void }) {
  const say = useWords('procedure')
  const reader = useLanguage()
  const [names, setNames] = useState(noNames)
  const [parent, setParent] = useState<string | null>(null)
  const code = codeFrom(names.en)
  const adding = useDoing(() => call(addCause, {}, { body: { code, parent, names } }), [causes])
  const form = useFields(adding.error)
  const branches = all
    .filter((cause) => cause.parent === null && !cause.ended && cause.code !== unknownCause)
    .map((branch) => ({ value: branch.code, label: branch.names[reader] }))
  return (
    <InPlace title={say('enquiry.settings.add_cause')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={adding.isPending}
        onSend={() => adding.mutate(undefined, { onSuccess: onDone })}
        send={say('enquiry.settings.add_cause')}
        notYet={isWhole(names) ? undefined : say('enquiry.settings.names_first')}
        onCancel={onDone}
      >
        <NamesFields form={form} names={names} onChange={setNames} />
        <Select
          {...form.at('parent')}
          label={say('enquiry.settings.below')}
          placeholder={say('enquiry.settings.at_the_top')}
          data={branches}
          value={parent}
          onChange={setParent}
          searchable
          clearable
        />
      </Form>
    </InPlace>
  )
}

function RenameForm({ cause, onDone }: { cause: Cause; onDone: () => void }) {
  const say = useWords('procedure')
  const edit = useEdit<Names>({
    now: { version: cause.version, fields: cause.names },
    send: (changed, version) => call(editCause, { code: cause.code }, { body: { names: { ...cause.names, ...changed } }, version }),
    refresh: [causes],
    onDone,
  })
  const form = useFields(edit.saving.error)
  return (
    <InPlace title={say('enquiry.settings.rename')} about={say('enquiry.settings.rename_about')} onClose={onDone}>
      <EditForm
        form={form}
        edit={edit}
        main
        read={(names) => names}
        nameOf={(language) => say(`enquiry.settings.name_in.${language}`)}
        notYet={isWhole(edit.fields) ? undefined : say('enquiry.settings.names_first')}
        onCancel={onDone}
      >
        <NamesFields form={form} names={edit.fields} onChange={edit.change} />
      </EditForm>
    </InPlace>
  )
}

interface RowProps {
  cause: Cause
  edits: boolean
  opened: string | null
  onOpen: (code: string | null) => void
}

function CauseActs({ cause, onOpen }: Pick<RowProps, 'cause' | 'onOpen'>) {
  const say = useWords('procedure')
  const reader = useLanguage()
  const ending = useDoing(() => call(editCause, { code: cause.code }, { body: { ended: !cause.ended }, version: cause.version }), [causes])
  const act = (name: string, onAct: () => void, busy = false) => (
    <Act as="plain" size="xs" busy={busy} onAct={onAct}>
      {say(`enquiry.settings.${name}`)}
      <span hidden>: {cause.names[reader]}</span>
    </Act>
  )
  return (
    <>
      {act('rename', () => onOpen(cause.code))}
      {cause.code !== unknownCause && act(cause.ended ? 'begin' : 'end', () => ending.mutate(), ending.isPending)}
      {ending.isError && <Refused why={ending.error} />}
    </>
  )
}

function CauseRow({ cause, edits, opened, onOpen }: RowProps) {
  const say = useWords('procedure')
  const reader = useLanguage()
  const others = languages.filter((language) => language !== reader).map((language) => cause.names[language])
  return (
    <Row
      title={
        <>
          {cause.names[reader]} {cause.ended && <Chip>{say('templates.ended')}</Chip>}
        </>
      }
      line={[...others, cause.code].join(' · ')}
      acts={edits && <CauseActs cause={cause} onOpen={onOpen} />}
      here={opened === cause.code}
    >
      {opened === cause.code && <RenameForm key={cause.version} cause={cause} onDone={() => onOpen(null)} />}
    </Row>
  )
}

/** Settings → Causes: the tree of root causes in three languages. What is ended stays with the issues that have it. */
export function CausesPanel() {
  const say = useWords('procedure')
  const reader = useLanguage()
  const query = useQuery(causesQuery)
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const add = query.data?.may.edit && (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('enquiry.settings.add_cause')}
    </Act>
  )
  return (
    <>
      <Section title={say('enquiry.settings.causes')} about={say('enquiry.settings.causes_about')} acts={add}>
        {adding && query.data && <AddForm all={query.data.data} onDone={() => setAdding(false)} />}
      </Section>
      <Queried query={query} rows={8}>
        {({ data, may }) =>
          data
            .filter(({ parent }) => parent === null)
            .map((branch) => (
              <Section key={branch.code} title={branch.names[reader]}>
                <Rows name={branch.names[reader]}>
                  {[branch, ...data.filter(({ parent }) => parent === branch.code)].map((cause) => (
                    <CauseRow key={cause.code} cause={cause} edits={may.edit} opened={opened} onOpen={setOpened} />
                  ))}
                </Rows>
              </Section>
            ))
        }
      </Queried>
    </>
  )
}
