import { Select, TextInput } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useSums } from '../../web/use-remedy-words.ts'
import { makeFile, type Payment } from '../contract.ts'
import { type Format, formats } from '../rules/payment-file.ts'
import { AccountPart } from './account-part.tsx'
import { FilesPart } from './files-part.tsx'
import { orderedQuery, payments } from './queries.ts'
import { WebhooksPart } from './webhooks-part.tsx'

/** Puts what waits into a file, one currency at a time. */
function MakeForm({ ordered }: { ordered: readonly Payment[] }) {
  const say = useWords('payments')
  const currencies = [...new Set(ordered.map(({ money }) => money.currency))]
  const [currency, setCurrency] = useState(currencies.includes('EUR') ? 'EUR' : (currencies[0] ?? 'EUR'))
  const [format, setFormat] = useState<Format>('pain_001')
  const [payOn, setPayOn] = useState(() => Temporal.Now.plainDateISO().toString())
  const doing = useDoing(() => call(makeFile, {}, { body: { format, currency, pay_on: payOn } }), payments)
  const form = useFields(doing.error)
  return (
    <Form form={form} main busy={doing.isPending} send={say('web.make_do')} onSend={() => doing.mutate()}>
      <Pair>
        <Select
          {...form.at('format')}
          label={say('web.make_format')}
          data={formats.map((value) => ({ value, label: say(`format.${value}`) }))}
          value={format}
          onChange={(value) => setFormat(value === 'csv' ? 'csv' : 'pain_001')}
          allowDeselect={false}
        />
        <Select
          {...form.at('currency')}
          label={say('web.make_currency')}
          data={currencies}
          value={currency}
          onChange={(value) => value !== null && setCurrency(value)}
          allowDeselect={false}
        />
        <TextInput
          {...form.at('pay_on')}
          type="date"
          label={say('web.make_day')}
          value={payOn}
          onChange={(event) => setPayOn(event.currentTarget.value)}
          required
        />
      </Pair>
    </Form>
  )
}

function Ordered() {
  const say = useWords('payments')
  const sum = useSums()
  const exports = useHolds('payments.export')
  const query = useInfiniteQuery(orderedQuery)
  return (
    <Section title={say('web.waiting')}>
      <Queried query={query}>
        {({ pages }) => {
          const ordered = pages.flatMap(({ data }) => data)
          if (ordered.length === 0) return <About>{say('web.waiting_none')}</About>
          return (
            <>
              <Rows name={say('web.waiting')}>
                {ordered.map(({ id, money, payee, complaint }) => (
                  <Row
                    key={id}
                    title={`${sum(money)} · ${payee.holder} (…${payee.ending})`}
                    line={<a href={`/app/complaints/${complaint.id}`}>{complaint.number}</a>}
                  />
                ))}
              </Rows>
              {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
              {exports && <MakeForm ordered={ordered} />}
            </>
          )
        }}
      </Queried>
    </Section>
  )
}

/** In the settings: what waits to be paid, the files that went to the bank, and the account that they are paid from. */
export function PaymentsPanel() {
  const say = useWords('payments')
  return (
    <>
      <Section title={say('web.settings')} about={say('web.settings_about')} />
      <Ordered />
      <FilesPart />
      <AccountPart />
      <WebhooksPart />
    </>
  )
}
