import { ChannelMark } from '#workspace/kit/channel-mark.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { ComplaintRow } from '../contract.ts'
import styles from './home-rows.module.css'
import { lineBeneath } from './list-columns.tsx'

/** The top of what is mine, in its order: who, in which words, since when. */
export function HomeRows({ rows, more }: { rows: readonly ComplaintRow[]; more: boolean }) {
  const say = useWords('complaints')
  const words = useInWords()
  return (
    <>
      <h2 className={styles.head}>{say('web.home.head')}</h2>
      <ol>
        {rows.map((row) => (
          <li key={row.id} className={styles.row}>
            <div className={styles.who}>
              <a href={`/app/complaints/${row.id}?view=mine`}>{row.customer?.name || say('web.nobody')}</a>
              <span className={styles.number}>{row.number}</span>
              <ChannelMark channel={row.channel} />
            </div>
            <p className={styles.told} lang={row.language}>
              “{row.words.replaceAll(/\s+/g, ' ')}”
            </p>
            <p className={styles.line}>{lineBeneath(row, say)}</p>
            <div className={styles.when}>
              <b>{row.reply_by === null ? words.moment(row.received_at) : words.moment(row.reply_by)}</b>
              <span>{say(row.reply_by === null ? 'web.home.received' : 'web.home.waits')}</span>
            </div>
          </li>
        ))}
      </ol>
      <p className={styles.foot}>
        {more && say('web.home.more')} <a href="/app/complaints?view=mine">{say('web.home.all')}</a>
      </p>
    </>
  )
}
