import { Checkbox, TextInput } from '@mantine/core'
import { type ChangeEvent, useId, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { About, Group } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { correctHolidays, type Entry, longestFile, type NewCorrection, type Reading, readHolidayFile } from '../contract.ts'
import styles from './calendars.module.css'
import { useDayInWords } from './in-days.ts'
import { calendars } from './queries.ts'

interface FileReviewProps {
  region: string
  year: number
  onDone: () => void
}

const correctionOf = ({ verdict, date, name }: Entry, reason: string): NewCorrection =>
  verdict === 'new' ? { kind: 'added', day: date, name: name || date, reason } : { kind: 'removed', day: date, reason }

interface EntriesProps {
  title: string
  entries: readonly Entry[]
  chosen: ReadonlySet<string>
  onChoose: (date: string) => void
}

function Entries({ title, entries, chosen, onChoose }: EntriesProps) {
  const inWords = useDayInWords()
  if (entries.length === 0) return null
  return (
    <Group name={title}>
      <div className={styles.entries}>
        {entries.map(({ date, name }) => (
          <Checkbox key={date} label={`${inWords(date)} – ${name}`} checked={chosen.has(date)} onChange={() => onChoose(date)} />
        ))}
      </div>
    </Group>
  )
}

function LeftOut({ reading }: { reading: Reading }) {
  const say = useWords('calendars')
  const both = reading.entries.filter(({ verdict }) => verdict === 'known').length
  return (
    <div className={styles.left}>
      {both > 0 && <span>{say('web.holidays.file.known', { count: both })}</span>}
      {reading.left_out.map(({ why, count, names }) => (
        <span key={why}>{say(`web.holidays.file.left_out.${why}`, { count, names: names.filter(Boolean).join(', ') || '–' })}</span>
      ))}
    </div>
  )
}

interface ReviewProps extends FileReviewProps {
  reading: Reading
  fileName: string
}

/** Day by day: what the file has and we lack is ticked, what we have and it lacks is not. */
function Review({ reading, fileName, region, year, onDone }: ReviewProps) {
  const say = useWords('calendars')
  const of = (verdict: Entry['verdict']) => reading.entries.filter((entry) => entry.verdict === verdict)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(of('new').map(({ date }) => date)))
  const [reason, setReason] = useState(say('web.holidays.file.reason_from', { name: fileName }))
  const taken = reading.entries.filter(({ date, verdict }) => verdict !== 'known' && chosen.has(date))
  const taking = useDoing(
    () =>
      call(
        correctHolidays,
        { region },
        { body: { corrections: taken.map((entry) => correctionOf(entry, reason)), origin: 'ical' as const } },
      ),
    [calendars],
  )
  const form = useFields(taking.error)
  const choose = (date: string) => setChosen((before) => before.symmetricDifference(new Set([date])))
  if (of('new').length + of('absent').length === 0)
    return (
      <>
        <About>{say('web.holidays.file.same', { year })}</About>
        <LeftOut reading={reading} />
      </>
    )
  const notYet = taken.length === 0 ? say('web.holidays.file.none_chosen') : undefined
  return (
    <Form
      form={form}
      main
      busy={taking.isPending}
      onSend={() => taking.mutate(undefined, { onSuccess: onDone })}
      send={say('web.holidays.file.take', { count: taken.length })}
      notYet={notYet ?? (reason.trim() === '' ? say('web.holidays.not_yet') : undefined)}
      onCancel={onDone}
    >
      <Entries title={say('web.holidays.file.add')} entries={of('new')} chosen={chosen} onChoose={choose} />
      <Entries title={say('web.holidays.file.drop')} entries={of('absent')} chosen={chosen} onChoose={choose} />
      <LeftOut reading={reading} />
      <TextInput
        label={say('web.holidays.file.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        required
      />
    </Form>
  )
}

/** A calendar file beside the days of the desk. */
export function FileReview({ region, year, onDone }: FileReviewProps) {
  const say = useWords('calendars')
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const reading = useDoing(
    async (given: File) => call(readHolidayFile, { region }, { body: { text: (await given.text()).replaceAll('\0', ''), year } }),
    [],
  )
  const tooLarge =
    file !== null && file.size > longestFile ? say('web.holidays.file.too_large', { kilobytes: Math.floor(longestFile / 1000) }) : undefined
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    const chosen = currentTarget.files?.[0] ?? null
    setFile(chosen)
    reading.reset()
    if (chosen !== null && chosen.size <= longestFile) reading.mutate(chosen)
  }
  return (
    <InPlace title={say('web.holidays.file.title')} about={say('web.holidays.file.about', { year })} onClose={onDone}>
      <label htmlFor={id} className={styles.file}>
        <span>{say('web.holidays.file.choose')}</span>
        <input id={id} type="file" accept=".ics,text/calendar" onChange={choose} />
      </label>
      {tooLarge !== undefined && <Refused why={tooLarge} />}
      {reading.isError && <Refused why={reading.error} />}
      {reading.data !== undefined && file !== null && (
        <Review key={reading.submittedAt} reading={reading.data} fileName={file.name} region={region} year={year} onDone={onDone} />
      )}
    </InPlace>
  )
}
