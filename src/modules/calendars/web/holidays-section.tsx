import { NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Correction, earliest, latest, withdrawCorrection, type YearDay, type YearShown } from '../contract.ts'
import { RegionField } from './calendar-form.tsx'
import styles from './calendars.module.css'
import { CorrectionForm } from './correction-form.tsx'
import { FileReview } from './file-review.tsx'
import { useDayInWords } from './in-days.ts'
import { calendars, yearQuery } from './queries.ts'

type Opened = 'add' | 'file' | { day: string; kind: 'removed' | 'moved' } | null

const isWeekend = (day: string) => Temporal.PlainDate.from(day).dayOfWeek > 5

interface DayRowProps {
  day: YearDay
  year: YearShown
  opened: Opened
  onOpen: (opened: Opened) => void
}

function DayMarks({ day: { date, origin } }: { day: YearDay }) {
  const say = useWords('calendars')
  return (
    <>
      {origin === 'known' && <Chip>{say('web.holidays.known')}</Chip>}
      {origin === 'corrected' && <Chip tone="act">{say('web.holidays.corrected')}</Chip>}
      {isWeekend(date) && <Chip>{say('web.holidays.weekend')}</Chip>}
    </>
  )
}

function DayRow({ day, year, opened, onOpen }: DayRowProps) {
  const say = useWords('calendars')
  const inWords = useDayInWords()
  const here = opened instanceof Object && opened.day === day.date ? opened.kind : undefined
  const act = (kind: 'removed' | 'moved', words: string) => (
    <Act as="plain" size="xs" onAct={() => onOpen({ day: day.date, kind })}>
      {words}
    </Act>
  )
  const acts = (
    <>
      {act('moved', say('web.holidays.move'))}
      {act('removed', say('web.holidays.remove'))}
    </>
  )
  return (
    <Row
      title={
        <>
          {inWords(day.date)} <DayMarks day={day} />
        </>
      }
      line={day.source === null ? day.name : `${day.name} · ${say('web.holidays.source', { source: day.source })}`}
      acts={year.may.edit && day.origin !== 'corrected' ? acts : undefined}
      here={here !== undefined}
    >
      {here !== undefined && <CorrectionForm region={year.region} year={year.year} kind={here} day={day} onDone={() => onOpen(null)} />}
    </Row>
  )
}

function CorrectionRow({ correction, year }: { correction: Correction; year: YearShown }) {
  const say = useWords('calendars')
  const inWords = useDayInWords()
  const { id, kind, region, day, to, name, reason, by, origin } = correction
  const withdrawing = useDoing(() => call(withdrawCorrection, { region, correction: id }), [calendars])
  const said = say(`web.holidays.kind.${kind}`, { day: inWords(day), to: to === null ? '' : inWords(to), name: name ?? '' })
  const about = [
    reason,
    by.name && say('web.by', { name: by.name }),
    origin === 'ical' && say('web.holidays.from_file'),
    region !== year.region && say('web.holidays.of_region', { region }),
  ]
  return (
    <Row
      title={said}
      line={about.filter(Boolean).join(' · ')}
      acts={
        year.may.edit && (
          <Act as="plain" size="xs" busy={withdrawing.isPending} onAct={() => withdrawing.mutate()}>
            {say('web.holidays.withdraw')}
          </Act>
        )
      }
    >
      {withdrawing.isError && <Refused why={withdrawing.error} />}
    </Row>
  )
}

function Days({ year }: { year: YearShown }) {
  const say = useWords('calendars')
  const [opened, setOpened] = useState<Opened>(null)
  const close = () => setOpened(null)
  return (
    <>
      {year.may.edit && (
        <div className={styles.shifts}>
          <Act icon="add" size="xs" onAct={() => setOpened('add')}>
            {say('web.holidays.add')}
          </Act>
          <Act size="xs" onAct={() => setOpened('file')}>
            {say('web.holidays.file.act')}
          </Act>
        </div>
      )}
      {opened === 'add' && <CorrectionForm region={year.region} year={year.year} kind="added" onDone={close} />}
      {opened === 'file' && <FileReview region={year.region} year={year.year} onDone={close} />}
      {year.days.length === 0 ? (
        <Empty title={say('web.holidays.none', { year: year.year })}>{say('web.holidays.none_about')}</Empty>
      ) : (
        <Rows name={say('web.holidays.list', { region: year.region, year: year.year })}>
          {year.days.map((day) => (
            <DayRow key={day.date} day={day} year={year} opened={opened} onOpen={setOpened} />
          ))}
        </Rows>
      )}
      {year.corrections.length > 0 && (
        <>
          <h3>{say('web.holidays.corrections', { year: year.year })}</h3>
          <Rows name={say('web.holidays.corrections', { year: year.year })}>
            {year.corrections.map((correction) => (
              <CorrectionRow key={correction.id} correction={correction} year={year} />
            ))}
          </Rows>
        </>
      )}
    </>
  )
}

function OneYear({ region, year }: { region: string; year: number }) {
  const query = useQuery(yearQuery(region, year))
  return (
    <Queried query={query} rows={8}>
      {(shown) => <Days key={`${region} ${year}`} year={shown} />}
    </Queried>
  )
}

/** The days on which a region rests, year by year, and what the house says instead. */
export function HolidaysSection({ house }: { house: string | null }) {
  const say = useWords('calendars')
  const [chosen, setChosen] = useState<string | null>(null)
  const [year, setYear] = useState(Temporal.Now.plainDateISO().year)
  const region = chosen ?? house
  return (
    <Section title={say('web.holidays.title')} about={say('web.holidays.about')}>
      <div className={styles.asked}>
        <RegionField value={region} onChange={setChosen} />
        <NumberInput
          label={say('web.holidays.year')}
          value={year}
          onChange={(asked) => typeof asked === 'number' && asked >= earliest && asked <= latest && setYear(asked)}
          min={earliest}
          max={latest}
          clampBehavior="blur"
          allowDecimal={false}
          thousandSeparator=""
        />
      </div>
      {region === null ? <About>{say('web.holidays.choose')}</About> : <OneYear region={region} year={year} />}
    </Section>
  )
}
