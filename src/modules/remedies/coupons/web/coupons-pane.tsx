import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import styles from '../../web/remedies.module.css'
import { type Coupon, deliverCoupon } from '../contract.ts'
import { EndForm } from './end-form.tsx'
import { couponsQuery, shownOf } from './queries.ts'
import { useCouponWords } from './use-worth.ts'

const tones: Partial<Record<Coupon['state'], 'kept' | 'act'>> = { issued: 'act', redeemed: 'kept' }

/** What became of it, part by part. */
function storyOf(
  { state, ending, expires_at, revealed_at, revealed_way, redeemed_at, reference, ...coupon }: Coupon,
  say: Say,
  words: InWords,
) {
  const parts = [say('web.ends_in', { ending })]
  if (state === 'issued' && expires_at) {
    const last = Temporal.Instant.from(expires_at).subtract({ seconds: 1 })
    parts.push(say('web.until', { day: words.day(last) }))
  }
  if (revealed_at) parts.push(say('web.seen', { moment: words.moment(revealed_at), way: say(`way.${revealed_way}`) }))
  else if (state === 'issued') parts.push(say('web.unseen'))
  if (redeemed_at) parts.push(say(reference ? 'web.used_for' : 'web.used', { moment: words.moment(redeemed_at), reference }))
  if (coupon.cancelled_at) parts.push(say('web.cancelled', { moment: words.moment(coupon.cancelled_at), reason: coupon.cancel_reason }))
  return parts.join(' · ')
}

type Act = 'mail' | 'post' | 'replace' | 'cancel'

interface ActsProps {
  complaint: string
  coupon: Coupon
  onForm: (act: 'replace' | 'cancel') => void
}

function Acts({ complaint, coupon, onForm }: ActsProps) {
  const say = useWords('coupons')
  const words = useCouponWords()
  const doing = useDoing(
    (way: 'mail' | 'post') => call(deliverCoupon, { complaint, coupon: coupon.id }, { body: { way } }),
    shownOf(complaint),
  )
  const { may } = coupon
  const acts: [Act, boolean][] = [
    ['mail', may.deliver],
    ['post', may.deliver],
    ['replace', may.replace],
    ['cancel', may.cancel],
  ]
  const press = (act: Act) => {
    if (act === 'replace' || act === 'cancel') onForm(act)
    else if (!doing.isPending) doing.mutate(act)
  }
  return (
    <>
      {doing.isError && <Refused why={doing.error} />}
      {doing.isSuccess && <p role="status">{say(doing.data.pdf === null ? 'web.mailed' : 'web.printed')}</p>}
      <div className={styles.acts}>
        {acts
          .filter(([, can]) => can)
          .map(([act]) => (
            <SmallAct key={act} aria-label={say('web.acts_on', { act: say(`web.${act}`), coupon: words(coupon) })} onAct={() => press(act)}>
              {say(`web.${act}`)}
            </SmallAct>
          ))}
      </div>
    </>
  )
}

function One({ shownOn, coupon }: { shownOn: string; coupon: Coupon }) {
  const say = useWords('coupons')
  const words = useCouponWords()
  const inWords = useInWords()
  const [form, setForm] = useState<'replace' | 'cancel' | null>(null)
  const { id: complaint, number } = coupon.complaint
  return (
    <li className={styles.remedy}>
      <p>
        <b>{words(coupon)}</b> <Chip tone={tones[coupon.state] ?? 'plain'}>{say(`state.${coupon.state}`)}</Chip>
      </p>
      <small>
        {complaint !== shownOn && `${number} · `}
        {say('web.of_pool', { pool: coupon.pool.name })} · {storyOf(coupon, say, inWords)}
      </small>
      {form === null ? (
        <Acts complaint={complaint} coupon={coupon} onForm={setForm} />
      ) : (
        <EndForm complaint={complaint} coupon={coupon} act={form} onDone={() => setForm(null)} />
      )}
    </li>
  )
}

/** The codes that the customer of a complaint was given. Nobody here reads one: only its last characters are shown. */
export function CouponsPane({ complaint }: { complaint: string }) {
  const say = useWords('coupons')
  const query = useQuery(couponsQuery(complaint))
  return (
    <Pane title={say('web.title')}>
      <Queried query={query} rows={1}>
        {({ data }) => (
          <div className={styles.body}>
            {data.length === 0 && <p className={styles.none}>{say('web.none')}</p>}
            <ul className={styles.list}>
              {data.map((coupon) => (
                <One key={coupon.id} shownOn={complaint} coupon={coupon} />
              ))}
            </ul>
          </div>
        )}
      </Queried>
    </Pane>
  )
}
