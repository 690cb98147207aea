import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { ActPanel } from '#modules/complaints/web/act-panel.tsx'
import { type ComplaintAct, ComplaintHeader } from '#modules/complaints/web/complaint-header.tsx'
import { CustomerPane } from '#modules/complaints/web/customer-pane.tsx'
import { FactsPane } from '#modules/complaints/web/facts-pane.tsx'
import { FirstWordsBlock } from '#modules/complaints/web/first-words-block.tsx'
import { IssuesPane } from '#modules/complaints/web/issues-pane.tsx'
import { complaintQuery } from '#modules/complaints/web/queries.ts'
import { ContactPanel } from '#modules/conversations/web/contact-panel.tsx'
import { ReplyBox } from '#modules/conversations/web/reply-box.tsx'
import { Timeline } from '#modules/conversations/web/timeline.tsx'
import { Problem } from '#workspace/call.ts'
import { Failed } from '#workspace/kit/failed.tsx'
import { Loading } from '#workspace/kit/loading.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { useWords } from '#workspace/language.ts'
import { useAddress } from '#workspace/use-address.ts'
import styles from './complaint-page.module.css'
import { askedBy } from './complaints-page.tsx'
import { ListPlace } from './list-place.tsx'
import { listSearch } from './list-search.ts'

const parts = ['talk', 'issues', 'facts'] as const
type Part = (typeof parts)[number]

/** On a telephone one part is seen at a time. */
function Parts({ part, onPart }: { part: Part; onPart: (part: Part) => void }) {
  const say = useWords('workspace')
  return (
    <nav className={styles.parts} aria-label={say('complaint.parts')}>
      {parts.map((one) => (
        <button key={one} type="button" aria-current={one === part || undefined} onClick={() => onPart(one)}>
          {say(`complaint.part.${one}`)}
        </button>
      ))}
    </nav>
  )
}

interface TalkProps {
  complaint: Complaint
  act: ComplaintAct | null
  onDone: () => void
}

function Talk({ complaint, act, onDone }: TalkProps) {
  const say = useWords('workspace')
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <section className={styles.talk} aria-label={say('complaint.part.talk')}>
      <div className={styles.thread} ref={scroller} tabIndex={-1}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long words scroll: who has no pointer scrolls them by key */}
        <section className={styles.first} tabIndex={0} aria-label={say('complaint.first_words')}>
          <FirstWordsBlock complaint={complaint} />
        </section>
        <Timeline complaint={complaint.id} words={complaint.words} scroller={scroller} />
      </div>
      <div className={styles.foot}>
        {act === 'contact' && <ContactPanel complaint={complaint.id} onDone={onDone} />}
        {act !== null && act !== 'contact' && <ActPanel key={act} act={act} complaint={complaint} onDone={onDone} />}
        <div hidden={act !== null}>
          <ReplyBox complaint={complaint} />
        </div>
      </div>
    </section>
  )
}

function Whole({ complaint }: { complaint: Complaint }) {
  const say = useWords('workspace')
  const { search } = useAddress()
  const [act, setAct] = useState<ComplaintAct | null>(null)
  const [part, setPart] = useState<Part>('talk')
  const phone = useMediaQuery('(width < 768px)') ?? false
  const asked = askedBy(search)
  // Opening a complaint puts the focus on what is missing next.
  useEffect(() => {
    document.getElementById('missing-next')?.focus({ preventScroll: true })
  }, [])
  const seen = (one: Part) => !phone || one === part
  const chosen = (one: ComplaintAct) => {
    setPart('talk')
    setAct(one)
  }
  return (
    <div className={styles.page}>
      <ComplaintHeader
        complaint={complaint}
        back={{ href: `/app/complaints?${listSearch(asked)}`, name: say('complaint.back') }}
        onAct={chosen}
        place={search['view'] !== undefined && <ListPlace complaint={complaint.id} asked={asked} />}
      />
      {phone && <Parts part={part} onPart={setPart} />}
      <div className={styles.case}>
        <div className={styles.part} hidden={!seen('talk')}>
          <Talk complaint={complaint} act={act} onDone={() => setAct(null)} />
        </div>
        <aside className={styles.issues} hidden={!seen('issues')} aria-label={say('complaint.part.issues')}>
          <IssuesPane complaint={complaint} />
          <CustomerPane complaint={complaint} />
        </aside>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above: without an act in it, nothing else takes the focus */}
        <aside className={styles.facts} tabIndex={0} hidden={!seen('facts')} aria-label={say('complaint.part.facts')}>
          <FactsPane complaint={complaint} />
        </aside>
      </div>
    </div>
  )
}

/** One complaint, whole: who, what is missing, the conversation, the issues, the facts. */
export function ComplaintPage() {
  const { complaint: id = '' } = useParams({ strict: false })
  const say = useWords('workspace')
  const query = useQuery(complaintQuery(id))
  if (query.data !== undefined) return <Whole key={id} complaint={query.data} />
  if (query.isPending) return <Loading rows={6} />
  if (query.error instanceof Problem && query.error.status < 500) {
    return (
      <div className={styles.refused}>
        <h1>{say('lost.title')}</h1>
        <Refused why={query.error} />
      </div>
    )
  }
  return <Failed why={query.error} onAgain={() => void query.refetch()} />
}
