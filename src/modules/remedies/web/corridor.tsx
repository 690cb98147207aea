import { useWords } from '#workspace/kit/desk.ts'
import type { Expectation, Reach } from '../contract.ts'
import { type Rank, type RoleLimits, ranks } from '../rules/matrix.ts'
import styles from './remedies.module.css'
import { useSums } from './use-remedy-words.ts'

interface Authority {
  currency: string
  roles: Record<Rank, RoleLimits>
}

interface CorridorProps {
  authority: Authority
  reach: Reach
  floor: Expectation['floor']
  /** Minor units of the house's currency; null while nothing is typed, or in another currency. */
  asked: number | null
}

/** What was granted here before, as the limit of one decision tells it. */
const usedOf = ({ limits }: Reach): number => {
  const decision = limits.find(({ limit }) => limit === 'decision')
  return decision?.max ? decision.max - decision.left : 0
}

/** The most that one person may say yes to here: what the highest role decides, less what was granted before. */
const houseLimit = ({ roles }: Authority, reach: Reach): number =>
  Math.max(0, Math.max(...ranks.map((rank) => roles[rank].decision[reach.column])) - usedOf(reach))

/** The lowest role whose limits reach so far. */
function whoMay({ roles }: Authority, reach: Reach, asked: number): Rank | 'finance_manager' {
  const used = usedOf(reach)
  return ranks.find((rank) => roles[rank].decision[reach.column] >= used + asked) ?? 'finance_manager'
}

/** How far the bar reaches: what the next ones up may give, and whatever is typed. */
const scaleOf = ({ roles }: Authority, reach: Reach, { asked, owed }: { asked: number; owed: number }): number => {
  const next = ranks.map((rank) => roles[rank].decision[reach.column]).find((limit) => limit > reach.left) ?? reach.left
  return Math.max(1, Math.min(next, reach.left * 3 || next), asked * 1.1, owed * 1.1)
}

const shareOf = (scale: number) => (amount: number) => `${Math.min(100, Math.max(0, (amount / scale) * 100))}%`

function Bar({ left, owed, asked, scale }: { left: number; owed: number; asked: number | null; scale: number }) {
  const share = shareOf(scale)
  return (
    <div className={styles.bar} aria-hidden="true">
      <span className={styles.owed} style={{ width: share(owed) }} />
      <span className={styles.yours} style={{ left: share(owed), width: share(Math.max(0, left - owed)) }} />
      <span className={styles.pin} style={{ left: share(left) }} />
      {asked !== null && <span className={styles.asked} style={{ left: share(asked) }} />}
    </div>
  )
}

/** Whom it takes for more than is one's own. */
function Beyond({ authority, reach, asked }: { authority: Authority; reach: Reach; asked: number }) {
  const say = useWords('remedies')
  if (asked <= reach.left) return null
  return <p>{say('web.beyond', { whom: say(`needs.${whoMay(authority, reach, asked)}`) })}</p>
}

/** What is owed, what is yours to give, and where somebody else is to be asked: a bar, and the same in a sentence. */
export function Corridor({ authority, reach, floor, asked }: CorridorProps) {
  const say = useWords('remedies')
  const sum = useSums()
  const { currency } = authority
  const owed = floor?.money.currency === currency ? floor.money.amount : 0
  const scale = scaleOf(authority, reach, { asked: asked ?? 0, owed })
  const alone = reach.binds?.max !== null
  const binds = reach.binds === null ? '' : say(`limit.${reach.binds.limit}`)
  return (
    <div className={styles.corridor}>
      <Bar left={reach.left} owed={owed} asked={asked} scale={scale} />
      <p>
        {floor !== null && <>{say('web.owed', { sum: sum(floor.money) })} </>}
        {say(alone ? 'web.yours' : 'web.not_alone', { left: sum({ amount: reach.left, currency }), binds })}{' '}
        {say('web.house', { sum: sum({ amount: houseLimit(authority, reach), currency }) })}
      </p>
      {alone && asked !== null && <Beyond authority={authority} reach={reach} asked={asked} />}
    </div>
  )
}
