import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type CalendarShown, editCalendar, retireCalendar } from '../contract.ts'
import { EditCalendar, NewCalendar } from './calendar-form.tsx'
import { HolidaysSection } from './holidays-section.tsx'
import { useDayNames, weekInWords } from './in-days.ts'
import { calendars, calendarsQuery, versionsQuery } from './queries.ts'

type FormName = 'edit' | 'history' | 'retire'
type Opened = { calendar: string; form: FormName } | null

function History({ calendar, onDone }: { calendar: CalendarShown; onDone: () => void }) {
  const say = useWords('calendars')
  const names = useDayNames('short')
  const { day } = useInWords()
  const query = useQuery(versionsQuery(calendar.id))
  return (
    <InPlace title={say('web.history_of', { name: calendar.name })} onClose={onDone}>
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <About>{say('web.no_history')}</About>
          ) : (
            <Rows name={say('web.history')}>
              {data.map(({ number, at, by, change, zone, region, week }) => (
                <Row
                  key={number}
                  title={say('web.version', { number, day: day(at) })}
                  line={[by.name ? say('web.by', { name: by.name }) : say('web.by_desk'), change, zone, region, weekInWords(week, names)]
                    .filter(Boolean)
                    .join(' · ')}
                />
              ))}
            </Rows>
          )
        }
      </Queried>
    </InPlace>
  )
}

function Retire({ calendar, onDone }: { calendar: CalendarShown; onDone: () => void }) {
  const say = useWords('calendars')
  const retiring = useDoing(() => call(retireCalendar, { calendar: calendar.id }), [calendars])
  const form = useFields(retiring.error)
  return (
    <InPlace title={say('web.retire_title', { name: calendar.name })} about={say('web.retire_about')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={retiring.isPending}
        onSend={() => retiring.mutate(undefined, { onSuccess: onDone })}
        send={say('web.retire_do')}
        onCancel={onDone}
      >
        {null}
      </Form>
    </InPlace>
  )
}

interface CalendarRowProps {
  calendar: CalendarShown
  opened: Opened
  onOpen: (opened: Opened) => void
}

type Choosing = { busy: boolean; choose: () => void }

function CalendarActs({ calendar, onOpen, busy, choose }: Omit<CalendarRowProps, 'opened'> & Choosing) {
  const say = useWords('calendars')
  const { id, may, is_default } = calendar
  const open = (form: FormName) => (
    <Act as="plain" size="xs" onAct={() => onOpen({ calendar: id, form })}>
      {say(`web.${form}`)}
    </Act>
  )
  return (
    <>
      {may.edit && open('edit')}
      {may.edit && !is_default && (
        <Act as="plain" size="xs" busy={busy} onAct={choose}>
          {say('web.make_default')}
        </Act>
      )}
      {may.retire && open('retire')}
      {open('history')}
    </>
  )
}

function CalendarRow({ calendar, opened, onOpen }: CalendarRowProps) {
  const say = useWords('calendars')
  const names = useDayNames('short')
  const { id, version } = calendar
  const choosing = useDoing(() => call(editCalendar, { calendar: id }, { body: { is_default: true }, version }), [calendars])
  const form = opened?.calendar === id ? opened.form : undefined
  const close = () => onOpen(null)
  return (
    <Row
      title={
        <>
          {calendar.name} {calendar.is_default && <Chip tone="act">{say('web.of_house')}</Chip>}
        </>
      }
      line={[weekInWords(calendar.week, names), calendar.zone, calendar.region ?? say('web.no_region')].join(' · ')}
      acts={<CalendarActs calendar={calendar} onOpen={onOpen} busy={choosing.isPending} choose={() => choosing.mutate()} />}
      here={form !== undefined}
    >
      {choosing.isError && <Refused why={choosing.error} />}
      {form === 'edit' && <EditCalendar calendar={calendar} onDone={close} />}
      {form === 'history' && <History calendar={calendar} onDone={close} />}
      {form === 'retire' && <Retire calendar={calendar} onDone={close} />}
    </Row>
  )
}

interface CalendarsProps {
  data: readonly CalendarShown[]
  adding: boolean
  onAdded: () => void
}

function Calendars({ data, adding, onAdded }: CalendarsProps) {
  const say = useWords('calendars')
  const [opened, setOpened] = useState<Opened>(null)
  const [house] = data
  const unwritten = data.length === 1 && house?.version === 1 && house.may.edit
  return (
    <>
      {adding && house !== undefined && <NewCalendar like={house} onDone={onAdded} />}
      {unwritten && <About>{say('web.not_written')}</About>}
      <Rows name={say('web.title')}>
        {data.map((calendar) => (
          <CalendarRow key={calendar.id} calendar={calendar} opened={opened} onOpen={setOpened} />
        ))}
      </Rows>
    </>
  )
}

/** When somebody works, and on which days nobody does. */
export function WorkingTimePanel() {
  const say = useWords('calendars')
  const query = useQuery(calendarsQuery)
  const [adding, setAdding] = useState(false)
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.add')}
    </Act>
  )
  return (
    <>
      <Section title={say('web.title')} about={say('web.about')} acts={query.data?.may.edit ? add : undefined}>
        <Queried query={query}>{({ data }) => <Calendars data={data} adding={adding} onAdded={() => setAdding(false)} />}</Queried>
      </Section>
      <HolidaysSection house={query.data?.data[0]?.region ?? null} />
    </>
  )
}
