import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { daysQuery, type LedgerAsked } from './ledger-queries.ts'
import { LedgerTable } from './ledger-table.tsx'
import { useSums } from './use-remedy-words.ts'

/** Where the accounts stood at the end of each day on which they moved. */
export function LedgerDays({ asked }: { asked: LedgerAsked }) {
  const say = useWords('remedies')
  const sum = useSums()
  const { day } = useInWords()
  const bounded = asked.from !== '' && asked.to !== ''
  const query = useQuery({ ...daysQuery(asked), enabled: bounded, retry: false })
  const said = (date: string) =>
    day(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone: Temporal.Now.timeZoneId(), plainTime: '12:00' }).toInstant())
  if (!bounded) return null
  return (
    <Section title={say('web.ledger_days')} about={say('web.ledger_days_about')}>
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <About>{say('web.ledger_still')}</About>
          ) : (
            <LedgerTable label={say('web.ledger_days')} heads={['day', 'account', 'moved', 'closing']}>
              {data.map((one) => (
                <tr key={`${one.day} ${one.currency} ${one.account}`}>
                  <th scope="row">{said(one.day)}</th>
                  <td>{say('web.ledger_in', { account: say(`account.${one.account}`), currency: one.currency })}</td>
                  <td data-sum>{sum(one)}</td>
                  <td data-sum>{sum({ amount: one.closing, currency: one.currency })}</td>
                </tr>
              ))}
            </LedgerTable>
          )
        }
      </Queried>
    </Section>
  )
}
