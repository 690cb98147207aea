import { Checkbox, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useSums } from '../../web/use-remedy-words.ts'
import { confirmFile, filePath, longestFailure, type PaymentFile } from '../contract.ts'
import { exportedQuery, filesQuery, payments } from './queries.ts'

/** Those that the bank did not carry out, each with what it says. */
function FailedFields({ file, failed, onChange }: { file: PaymentFile; failed: Failed; onChange: (failed: Failed) => void }) {
  const say = useWords('payments')
  const sum = useSums()
  const query = useQuery(exportedQuery)
  const of = (query.data?.data ?? []).filter((payment) => payment.file === file.id)
  if (of.length === 0) return null
  return (
    <fieldset>
      <legend>{say('web.confirm_failed')}</legend>
      {of.map(({ id, complaint, payee, money }) => (
        <div key={id}>
          <Checkbox
            label={`${complaint.number} · ${payee.holder} · ${sum(money)}`}
            checked={id in failed}
            onChange={({ currentTarget: { checked } }) => {
              const { [id]: _left, ...rest } = failed
              onChange(checked ? { ...rest, [id]: '' } : rest)
            }}
          />
          {id in failed && (
            <TextInput
              label={say('web.confirm_reason')}
              value={failed[id] ?? ''}
              onChange={(event) => onChange({ ...failed, [id]: event.currentTarget.value })}
              maxLength={longestFailure}
            />
          )}
        </div>
      ))}
    </fieldset>
  )
}

type Failed = Record<string, string>

function ConfirmForm({ file, onDone }: { file: PaymentFile; onDone: () => void }) {
  const say = useWords('payments')
  const [on, setOn] = useState(file.pay_on)
  const [failed, setFailed] = useState<Failed>({})
  const doing = useDoing(() => {
    const named = Object.entries(failed).map(([payment, reason]) => ({ payment, reason: reason.trim() }))
    return call(confirmFile, { file: file.id }, { body: { on, failed: named } })
  }, payments)
  const form = useFields(doing.error)
  const missing = Object.values(failed).some((reason) => reason.trim() === '') ? say('web.confirm_reason_first') : undefined
  return (
    <InPlace title={say('web.confirm')} about={say('web.confirm_about')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={doing.isPending}
        send={say('web.confirm_do')}
        notYet={missing}
        onSend={() => doing.mutate(undefined, { onSuccess: onDone })}
        onCancel={onDone}
      >
        <TextInput
          {...form.at('on')}
          type="date"
          label={say('web.confirm_day')}
          value={on}
          onChange={(event) => setOn(event.currentTarget.value)}
          required
        />
        <FailedFields file={file} failed={failed} onChange={setFailed} />
      </Form>
    </InPlace>
  )
}

function FileRow({ file, opened, onOpen }: { file: PaymentFile; opened: boolean; onOpen: (opened: boolean) => void }) {
  const say = useWords('payments')
  const exports = useHolds('payments.export')
  const sum = useSums()
  const { day } = useInWords()
  const noon = Temporal.PlainDate.from(file.pay_on).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '12:00' })
  return (
    <Row
      title={say('web.file', { sum: sum(file.total), day: day(noon.toInstant()) })}
      line={`${say(`format.${file.format}`)} · ${say('web.file_line', { count: file.payments, settled: file.settled, name: file.made_by.name })}`}
      acts={
        exports && (
          <>
            <a href={filePath(file.id)} download>
              {say('web.take')}
            </a>
            {file.settled < file.payments && (
              <Act as="plain" size="xs" onAct={() => onOpen(true)}>
                {say('web.confirm')}
              </Act>
            )}
          </>
        )
      }
      here={opened}
    >
      {opened && <ConfirmForm file={file} onDone={() => onOpen(false)} />}
    </Row>
  )
}

/** The files that went to the bank, the newest first. */
export function FilesPart() {
  const say = useWords('payments')
  const query = useInfiniteQuery(filesQuery)
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <Section title={say('web.files')}>
      <Queried query={query}>
        {({ pages }) => {
          const files = pages.flatMap(({ data }) => data)
          if (files.length === 0) return <Empty title={say('web.files_none')}>{say('web.files_none_about')}</Empty>
          return (
            <Rows name={say('web.files')}>
              {files.map((file) => (
                <FileRow key={file.id} file={file} opened={opened === file.id} onOpen={(on) => setOpened(on ? file.id : null)} />
              ))}
            </Rows>
          )
        }}
      </Queried>
      {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
    </Section>
  )
}
