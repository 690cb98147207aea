import { Select, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listPresets } from '#modules/clocks/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { EditForm, type Fields as FormFields, useFields } from '#workspace/kit/form.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Group, Said, Section } from '#workspace/kit/section.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { type OtherBody, type OutsideBody, writeBody } from '../contract.ts'
import { bodiesQuery, settings } from './queries.ts'

const longest = { name: 300, address: 500, website: 300, time_limit: 500 } as const
type Place = Record<keyof typeof longest, string>

interface PlaceProps {
  form: FormFields
  /** In the path of what was refused: `others.0.`. */
  at?: string
  language: string
  place: Place
  readOnly: boolean
  onChange: (change: Partial<Place>) => void
}

function PlaceFields({ form, at = '', language, place, readOnly, onChange }: PlaceProps) {
  const say = useWords('letters')
  const bound = (name: keyof Place) => ({
    ...form.at(`${at}${name}`),
    label: say(`web.body.${name}`),
    lang: language,
    value: place[name],
    onChange: (event: { currentTarget: { value: string } }) => onChange({ [name]: event.currentTarget.value }),
    maxLength: longest[name],
    readOnly,
  })
  return (
    <>
      <TextInput {...bound('name')} />
      <Textarea {...bound('address')} autosize minRows={1} />
      <TextInput {...bound('website')} />
      <TextInput {...bound('time_limit')} description={say('web.body.time_limit_hint')} />
    </>
  )
}

interface OtherProps extends Omit<PlaceProps, 'place' | 'onChange'> {
  other: OtherBody
  presets: readonly { value: string; label: string }[]
  onChange: (change: Partial<OtherBody>) => void
  onRemove: () => void
}

function Other({ other, presets, onChange, onRemove, ...rest }: OtherProps) {
  const say = useWords('letters')
  return (
    <Group name={other.name || say('web.body.another')}>
      <Select
        label={say('web.body.preset')}
        description={say('web.body.preset_hint')}
        data={presets}
        value={other.preset || null}
        onChange={(preset) => onChange({ preset: preset ?? '' })}
        readOnly={rest.readOnly}
        searchable
        allowDeselect={false}
      />
      <PlaceFields {...rest} place={other} onChange={onChange} />
      {!rest.readOnly && (
        <div>
          <Act as="plain" size="xs" onAct={onRemove}>
            {say('web.body.remove', { name: other.name })}
          </Act>
        </div>
      )}
    </Group>
  )
}

type BodyFields = Place & { others: OtherBody[] }

const fieldsOf = ({ name, address, website, time_limit, others }: OutsideBody): BodyFields => ({
  name,
  address,
  website,
  time_limit,
  others,
})

const another: OtherBody = { preset: '', name: '', address: '', website: '', time_limit: '' }

interface BodyFormProps {
  body: OutsideBody
  mayEdit: boolean
  presets: OtherProps['presets']
}

function useBodyEdit(body: OutsideBody, onKept: () => void) {
  const { language, version } = body
  return useEdit<BodyFields>({
    now: { version, fields: fieldsOf(body) },
    send: (changed, of) => call(writeBody, { language }, { body: { ...fieldsOf(body), ...changed, version: of } }),
    refresh: [settings],
    onDone: onKept,
  })
}

/** How a body reads, where two changed the same one. */
const lineOf = ({ name, address, website, time_limit }: Place) => [name, address, website, time_limit].filter(Boolean).join(', ')
const readBody = ({ others, ...place }: BodyFields) => ({ ...place, others: others.map(lineOf).join('\n') })

interface OthersProps extends Pick<BodyFormProps, 'mayEdit' | 'presets'> {
  form: FormFields
  language: string
  others: readonly OtherBody[]
  onChange: (others: OtherBody[]) => void
}

/** Those whom a rule names instead, in their order. */
function Others({ form, language, others, presets, mayEdit, onChange }: OthersProps) {
  return others.map((other, at) => (
    <Other
      // oxlint-disable-next-line react/no-array-index-key -- one without a name yet has nothing else, and the fields hold no state of their own
      key={at}
      form={form}
      at={`others.${at}.`}
      language={language}
      other={other}
      presets={presets}
      readOnly={!mayEdit}
      onChange={(some) => onChange(others.map((one, place) => (place === at ? { ...one, ...some } : one)))}
      onRemove={() => onChange(others.filter((_, place) => place !== at))}
    />
  ))
}

function BodyForm({ body, mayEdit, presets }: BodyFormProps) {
  const say = useWords('letters')
  const people = useWords('people')
  const { language } = body
  const [kept, setKept] = useState(false)
  const edit = useBodyEdit(body, () => setKept(true))
  const { others, ...place } = edit.fields
  const change = (some: Partial<BodyFields>) => {
    setKept(false)
    edit.change(some)
  }
  const form = useFields(edit.saving.error)
  const unplaced = others.some(({ preset }) => preset === '') ? say('web.body.preset_first') : undefined
  return (
    <Group name={people(`web.languages.${language}`)}>
      <EditForm
        form={form}
        edit={edit}
        nameOf={(field) => say(field === 'others' ? 'web.body.others' : `web.body.${field}`)}
        read={readBody}
        notYet={mayEdit ? unplaced : say('web.body.administrator')}
        send={say('web.body.save')}
      >
        <PlaceFields form={form} language={language} place={place} readOnly={!mayEdit} onChange={change} />
        <Others
          form={form}
          language={language}
          others={others}
          presets={presets}
          mayEdit={mayEdit}
          onChange={(now) => change({ others: now })}
        />
        {mayEdit && (
          <div>
            <Act as="plain" size="xs" icon="add" onAct={() => change({ others: [...others, another] })}>
              {say('web.body.add')}
            </Act>
          </div>
        )}
      </EditForm>
      {kept && <Said kept>{say('web.body.saved')}</Said>}
    </Group>
  )
}

function usePresets(): OtherProps['presets'] {
  const language = useLanguage()
  const { data } = useQuery({ queryKey: [...settings, 'presets'], queryFn: ({ signal }) => call(listPresets, {}, { signal }) })
  return (data?.data ?? []).map(({ preset }) => ({ value: preset.code, label: preset.names[language] }))
}

/** Where customers can turn who are not content with us, in each language: everywhere, and where a rule names another. */
export function OutsideBodies() {
  const say = useWords('letters')
  const query = useQuery(bodiesQuery)
  const presets = usePresets()
  return (
    <Section title={say('web.body.title')} about={say('web.body.about')}>
      <Queried query={query}>
        {({ data, may }) => data.map((body) => <BodyForm key={body.language} body={body} mayEdit={may.edit} presets={presets} />)}
      </Queried>
    </Section>
  )
}
