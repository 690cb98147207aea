import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import type { Reach } from '../contract.ts'
import { columns } from '../rules/kinds.ts'
import type { RoleLimits } from '../rules/matrix.ts'
import { authorityQuery } from './queries.ts'
import styles from './remedies.module.css'
import { useSums } from './use-remedy-words.ts'

const together = ['complaint', 'customer', 'day'] as const

interface LimitsProps {
  limits: RoleLimits
  currency: string
}

/** The limits of one role, a line each. */
function Limits({ limits, currency }: LimitsProps) {
  const say = useWords('remedies')
  const sum = useSums()
  const line = (amount: number | null) => (amount === null ? say('web.no_limit') : sum({ amount, currency }))
  return (
    <dl className={styles.facts}>
      {columns.map((column) => (
        <div key={column}>
          <dt>{say(`limit_name.${column}`)}</dt>
          <dd>{line(limits.decision[column])}</dd>
        </div>
      ))}
      {together.map((name) => (
        <div key={name}>
          <dt>{say(`limit_name.${name}`)}</dt>
          <dd>{line(limits[name])}</dd>
        </div>
      ))}
    </dl>
  )
}

/** What is left today, where it is less than the limit. */
function Left({ reaches, currency }: { reaches: Reach[]; currency: string }) {
  const say = useWords('remedies')
  const sum = useSums()
  const bound = reaches.filter(({ binds }) => binds !== null && binds.limit !== 'decision')
  if (bound.length === 0) return null
  return (
    <ul className={styles.list}>
      {bound.map(({ column, basis, left, binds }) => (
        <li key={`${column} ${basis}`}>
          {say('web.left_of', {
            name: say(`limit_name.${column}`),
            left: sum({ amount: left, currency }),
            binds: binds === null ? '' : say(`limit.${binds.limit}`),
          })}
        </li>
      ))}
    </ul>
  )
}

/** What the reader may decide alone, worked out from the rules. */
export function AuthorityPanel() {
  const say = useWords('remedies')
  const sum = useSums()
  const query = useQuery(authorityQuery())
  return (
    <Section title={say('web.my_limits')} about={say('web.my_limits_about')}>
      <Queried query={query}>
        {({ limits, currency, today, budget, reaches, matrix, finance_line, approval_days }) => (
          <>
            {limits === null ? <About>{say('web.no_authority')}</About> : <Limits limits={limits} currency={currency} />}
            {limits !== null && <Left reaches={reaches} currency={currency} />}
            <About>
              {say('web.today', { sum: sum({ amount: today, currency }) })}{' '}
              {budget !== null && say('web.team_budget', { left: sum(budget.left), envelope: sum(budget.envelope) })}
            </About>
            <About>{say('web.rules', { line: sum({ amount: finance_line, currency }), days: approval_days, version: matrix })}</About>
          </>
        )}
      </Queried>
    </Section>
  )
}
