import { Checkbox, Select, Switch, TextInput } from '@mantine/core'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { listAgents } from '#modules/people/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useMe } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Group, Pair, Section } from '#workspace/kit/section.tsx'
import { type Edit, useEdit } from '#workspace/kit/use-edit.ts'
import { type Choice, changeWishes, type Wishes } from '../contract.ts'
import styles from './notices.module.css'
import { PushPart } from './push-part.tsx'
import { wishesQuery } from './queries.ts'

interface Fields {
  choices: Choice[]
  quiet: Wishes['quiet']
  critical: boolean
  away: { from: string; until: string; stand_in: string | null } | null
}

const colleaguesQuery = queryOptions({
  queryKey: ['people', 'agents', 'here'],
  queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
  staleTime: 5 * 60_000,
  meta: { topics: ['people'] },
})

/** `2026-11-24T09:12` as the browser's field has it. */
const typedOf = (instant: string): string =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(Temporal.Now.timeZoneId()).toPlainDateTime().toString({ smallestUnit: 'minute' })

function instantOf(typed: string): string {
  try {
    return Temporal.PlainDateTime.from(typed).toZonedDateTime(Temporal.Now.timeZoneId()).toInstant().toString()
  } catch {
    return ''
  }
}

const fieldsOf = ({ choices, quiet, critical, away }: Wishes): Fields => ({
  choices,
  quiet,
  critical,
  away: away && { from: away.from, until: away.until, stand_in: away.stand_in?.id ?? null },
})

type Editing = Edit<Fields>

/** What by mail, what by push: a row a kind. */
function Matrix({ edit, mails }: { edit: Editing; mails: boolean }) {
  const say = useWords('notices')
  const { choices } = edit.fields
  const choose = (chosen: Choice) => edit.change({ choices: choices.map((one) => (one.kind === chosen.kind ? chosen : one)) })
  return (
    <table className={styles.matrix}>
      <thead>
        <tr>
          <th scope="col">{say('web.wishes.what')}</th>
          <th scope="col">{say('web.wishes.mail')}</th>
          <th scope="col">{say('web.wishes.push')}</th>
        </tr>
      </thead>
      <tbody>
        {choices.map((choice) => {
          const kind = say(`kinds.${choice.kind}`)
          return (
            <tr key={choice.kind}>
              <th scope="row">{kind}</th>
              <td>
                <Checkbox
                  aria-label={say('web.wishes.mail_of', { kind })}
                  checked={choice.mail}
                  disabled={!mails}
                  onChange={(event) => choose({ ...choice, mail: event.currentTarget.checked })}
                />
              </td>
              <td>
                <Checkbox
                  aria-label={say('web.wishes.push_of', { kind })}
                  checked={choice.push}
                  onChange={(event) => choose({ ...choice, push: event.currentTarget.checked })}
                />
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

const firstQuiet = { from: '20:00', to: '08:00' }

function QuietHours({ edit, zone }: { edit: Editing; zone: string }) {
  const say = useWords('notices')
  const { quiet, critical } = edit.fields
  return (
    <Group name={say('web.wishes.quiet')}>
      <Switch
        label={say('web.wishes.quiet_on')}
        checked={quiet !== null}
        onChange={(event) => edit.change({ quiet: event.currentTarget.checked ? firstQuiet : null })}
      />
      {quiet !== null && (
        <>
          <Pair>
            <TextInput
              type="time"
              label={say('web.wishes.quiet_from')}
              value={quiet.from}
              onChange={(event) => edit.change({ quiet: { ...quiet, from: event.currentTarget.value } })}
            />
            <TextInput
              type="time"
              label={say('web.wishes.quiet_to')}
              value={quiet.to}
              onChange={(event) => edit.change({ quiet: { ...quiet, to: event.currentTarget.value } })}
            />
          </Pair>
          <About>{say('web.wishes.quiet_zone', { zone })}</About>
          <Switch
            label={say('web.wishes.critical')}
            checked={critical}
            onChange={(event) => edit.change({ critical: event.currentTarget.checked })}
          />
        </>
      )}
    </Group>
  )
}

function useStandIns() {
  const me = useMe()
  const { data } = useQuery(colleaguesQuery)
  return (data?.data ?? []).filter(({ id }) => id !== me.id).map(({ id, name }) => ({ value: id, label: name }))
}

const firstAway = () => {
  const now = Temporal.Now.instant().round({ smallestUnit: 'minute', roundingMode: 'floor' })
  return { from: now.toString(), until: now.add({ hours: 7 * 24 }).toString(), stand_in: null }
}

function AwayPart({ edit }: { edit: Editing }) {
  const say = useWords('notices')
  const standIns = useStandIns()
  const { away } = edit.fields
  return (
    <Group name={say('web.wishes.away')}>
      <Switch
        label={say('web.wishes.away_on')}
        checked={away !== null}
        onChange={(event) => edit.change({ away: event.currentTarget.checked ? firstAway() : null })}
      />
      {away !== null && (
        <>
          <Pair>
            <TextInput
              type="datetime-local"
              label={say('web.wishes.away_from')}
              value={away.from && typedOf(away.from)}
              onChange={(event) => edit.change({ away: { ...away, from: instantOf(event.currentTarget.value) } })}
            />
            <TextInput
              type="datetime-local"
              label={say('web.wishes.away_until')}
              value={away.until && typedOf(away.until)}
              onChange={(event) => edit.change({ away: { ...away, until: instantOf(event.currentTarget.value) } })}
            />
          </Pair>
          <Select
            label={say('web.wishes.stand_in')}
            placeholder={say('web.wishes.nobody')}
            data={standIns}
            value={away.stand_in}
            onChange={(stand_in) => edit.change({ away: { ...away, stand_in } })}
            clearable
            searchable
          />
          <About>{say('web.wishes.away_about')}</About>
        </>
      )}
    </Group>
  )
}

/** Both sides in words, where another tab was first. */
function useReading() {
  const say = useWords('notices')
  const { moment } = useInWords()
  const standIns = useStandIns()
  return ({ choices, quiet, critical, away }: Fields) => {
    const by = (way: 'mail' | 'push') => choices.filter((one) => one[way]).map(({ kind }) => say(`kinds.${kind}`)) // in the order of the table
    const said = (way: 'mail' | 'push') => `${say(`web.wishes.${way}`)}: ${by(way).join(', ') || say('web.wishes.none')}`
    const standIn = standIns.find(({ value }) => value === away?.stand_in)?.label
    return {
      choices: `${said('mail')}. ${said('push')}`,
      quiet: quiet === null ? '' : `${quiet.from}–${quiet.to}`,
      critical: say(critical ? 'web.wishes.yes' : 'web.wishes.no'),
      away: away?.from && away.until ? [moment(away.from), moment(away.until), standIn].filter(Boolean).join(' – ') : '',
    }
  }
}

const isUnsaid = ({ quiet, away }: Fields) =>
  (quiet !== null && (quiet.from === '' || quiet.to === '')) || (away !== null && (away.from === '' || away.until === ''))

function WishesForm({ wishes }: { wishes: Wishes }) {
  const say = useWords('notices')
  const read = useReading()
  const edit = useEdit<Fields>({
    now: { version: wishes.version, fields: fieldsOf(wishes) },
    send: (changed, version) => call(changeWishes, {}, { body: changed, version }),
    refresh: [
      ['notices', 'wishes'],
      ['notices', 'absences'],
    ],
  })
  const form = useFields(edit.saving.error)
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      read={read}
      nameOf={(field) => say(field === 'critical' ? 'web.wishes.critical' : `web.wishes.${field}`)}
      notYet={isUnsaid(edit.fields) ? say('web.wishes.moments_first') : undefined}
      {...(!edit.untouched && { onCancel: edit.letGo })}
    >
      <Matrix edit={edit} mails={wishes.mails} />
      {!wishes.mails && <About>{say('web.wishes.no_mail')}</About>}
      <QuietHours edit={edit} zone={wishes.zone} />
      <AwayPart edit={edit} />
    </EditForm>
  )
}

/** Settings → Notices: what is told by mail and push, when not, and while one is away. */
export function WishesPanel() {
  const say = useWords('notices')
  const query = useQuery(wishesQuery)
  return (
    <>
      <Section title={say('web.title')} about={say('web.wishes.about')}>
        <Queried query={query} rows={8}>
          {(wishes) => <WishesForm wishes={wishes} />}
        </Queried>
      </Section>
      <PushPart />
    </>
  )
}
