import { Select, TextInput } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Pair, Section } from '#workspace/kit/section.tsx'
import type { Entry, Total } from '../contract.ts'
import { accounts } from '../rules/bookings.ts'
import { LedgerDays } from './ledger-days.tsx'
import { type LedgerAsked, ledgerQuery, tableAddress } from './ledger-queries.ts'
import { LedgerTable } from './ledger-table.tsx'
import { teamsQuery } from './queries.ts'
import { useSums } from './use-remedy-words.ts'

const thisMonth = (): LedgerAsked => {
  const today = Temporal.Now.plainDateISO()
  return { from: today.with({ day: 1 }).toString(), to: today.toString(), account: '', team: '', complaint: '' }
}

interface FilterProps {
  asked: LedgerAsked
  onAsk: (some: Partial<LedgerAsked>) => void
}

function Filter({ asked, onAsk }: FilterProps) {
  const say = useWords('remedies')
  const teams = useQuery({ ...teamsQuery, retry: false })
  const [number, setNumber] = useState(asked.complaint)
  const day = (name: 'from' | 'to') => (
    <TextInput
      type="date"
      label={say(`web.ledger_${name}`)}
      value={asked[name]}
      onChange={(event) => onAsk({ [name]: event.currentTarget.value })}
    />
  )
  return (
    <Pair>
      {day('from')}
      {day('to')}
      <Select
        label={say('web.ledger_account')}
        placeholder={say('web.ledger_all')}
        data={accounts.map((value) => ({ value, label: say(`account.${value}`) }))}
        value={asked.account || null}
        onChange={(account) => onAsk({ account: account ?? '' })}
        clearable
      />
      <Select
        label={say('web.team')}
        placeholder={say('web.ledger_all')}
        data={[
          ...(teams.data?.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: 'none', label: say('web.no_team') },
        ]}
        value={asked.team || null}
        onChange={(team) => onAsk({ team: team ?? '' })}
        clearable
      />
      <form
        onSubmit={(event) => {
          event.preventDefault()
          onAsk({ complaint: number.trim() })
        }}
      >
        <TextInput
          label={say('web.ledger_complaint')}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
          onBlur={() => onAsk({ complaint: number.trim() })}
          maxLength={100}
        />
      </form>
    </Pair>
  )
}

/** Where each account stood before, what moved, and where it stands: a line each, currency by currency. */
function Totals({ totals }: { totals: readonly Total[] }) {
  const say = useWords('remedies')
  const sum = useSums()
  return (
    <LedgerTable label={say('web.ledger_totals')} heads={['account', 'opening', 'moved', 'closing']}>
      {totals.map(({ currency, account, opening, amount, closing }) => (
        <tr key={`${currency} ${account}`}>
          <th scope="row">{say('web.ledger_in', { account: say(`account.${account}`), currency })}</th>
          {[opening, amount, closing].map((minor, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the columns never change their order
            <td key={at} data-sum>
              {sum({ amount: minor, currency })}
            </td>
          ))}
        </tr>
      ))}
    </LedgerTable>
  )
}

function EntryRow({ entry }: { entry: Entry }) {
  const say = useWords('remedies')
  const sum = useSums()
  const { moment } = useInWords()
  const about = say('web.ledger_entry', {
    act: say(`web.ledger_act.${entry.act}`),
    form: say(`kind.${entry.kind}`),
    basis: say(`basis.${entry.basis}`),
  })
  return (
    <Row
      title={`${sum(entry)} · ${say(`account.${entry.account}`)}`}
      line={
        <>
          {entry.number === null ? say('web.ledger_unseen') : <a href={`/app/complaints/${entry.complaint}`}>{entry.number}</a>} · {about} ·{' '}
          {moment(entry.at)} · {entry.by.name || say('web.itself')}
        </>
      }
    />
  )
}

/** The ledger: what was booked in a stretch, where every account stands, day by day, and the whole as a table. */
export function LedgerPanel() {
  const say = useWords('remedies')
  const [asked, setAsked] = useState(thisMonth)
  const query = useInfiniteQuery(ledgerQuery(asked))
  const [first] = query.data?.pages ?? []
  const take = first?.may.export && (
    <a href={tableAddress(asked)} download>
      {say('web.ledger_take')}
    </a>
  )
  return (
    <>
      <Section title={say('web.ledger')} about={say('web.ledger_about')} acts={take}>
        <Filter asked={asked} onAsk={(some) => setAsked((before) => ({ ...before, ...some }))} />
        <Queried query={query}>
          {({ pages }) => {
            const totals = pages[0]?.totals ?? []
            const entries = pages.flatMap(({ data }) => data)
            if (totals.length === 0) return <Empty title={say('web.ledger_none')}>{say('web.ledger_none_about')}</Empty>
            return (
              <>
                <Totals totals={totals} />
                {entries.length === 0 ? (
                  <About>{say('web.ledger_still')}</About>
                ) : (
                  <Rows name={say('web.ledger_entries')}>
                    {entries.map((entry) => (
                      <EntryRow key={entry.id} entry={entry} />
                    ))}
                  </Rows>
                )}
                {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
              </>
            )
          }}
        </Queried>
      </Section>
      <LedgerDays asked={asked} />
    </>
  )
}
