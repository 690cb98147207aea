import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { RecordLink } from '#modules/audit/web/record-link.tsx'
import { BoundariesLine } from '#modules/boundaries/web/boundaries-line.tsx'
import { IncidentForm } from '#modules/boundaries/web/incident-form.tsx'
import { WithheldAcknowledgement } from '#modules/channels/web/withheld-acknowledgement.tsx'
import { TimePanel } from '#modules/clocks/web/time-panel.tsx'
import { useFirstLimit } from '#modules/clocks/web/use-first-limit.ts'
import type { Complaint } from '#modules/complaints/contract.ts'
import { ActPanel } from '#modules/complaints/web/act-panel.tsx'
import { AlikePanel } from '#modules/complaints/web/alike-panel.tsx'
import { ClosePanel } from '#modules/complaints/web/close-panel.tsx'
import { type ActElsewhere, type ComplaintAct, ComplaintHeader } from '#modules/complaints/web/complaint-header.tsx'
import { CustomerPane } from '#modules/complaints/web/customer-pane.tsx'
import { FactsPane } from '#modules/complaints/web/facts-pane.tsx'
import { FirstWordsBlock } from '#modules/complaints/web/first-words-block.tsx'
import { IssuesPane } from '#modules/complaints/web/issues-pane.tsx'
import { complaintQuery } from '#modules/complaints/web/queries.ts'
import { CoachPanel } from '#modules/conversations/web/coach-panel.tsx'
import { ContactPanel } from '#modules/conversations/web/contact-panel.tsx'
import { useOfferText } from '#modules/conversations/web/offered-text.ts'
import { ReplyBox } from '#modules/conversations/web/reply-box.tsx'
import { Timeline } from '#modules/conversations/web/timeline.tsx'
import { TriagePanel } from '#modules/conversations/web/triage-panel.tsx'
import { HandoverForm } from '#modules/handovers/web/handover-form.tsx'
import { HandoverLine } from '#modules/handovers/web/handover-line.tsx'
import { letterAddress } from '#modules/letters/web/letter-address.ts'
import type { Present } from '#modules/notices/contract.ts'
import { OwnerAway, PresenceLine, WritingElsewhere } from '#modules/notices/web/presence-line.tsx'
import { usePresence } from '#modules/notices/web/use-presence.ts'
import { useReadHere } from '#modules/notices/web/use-read-here.ts'
import { LikeOffer } from '#modules/precedents/web/like-offer.tsx'
import { PrecedentsPane } from '#modules/precedents/web/precedents-pane.tsx'
import { EnquiryPanel } from '#modules/procedure/enquiry/web/enquiry-panel.tsx'
import { AnythingElsePart } from '#modules/procedure/web/anything-else-part.tsx'
import { closingWays } from '#modules/procedure/web/closing-ways.tsx'
import { StepsPanel } from '#modules/procedure/web/steps-panel.tsx'
import { BrokenLine } from '#modules/promises/web/broken-line.tsx'
import { CouponsPane } from '#modules/remedies/coupons/web/coupons-pane.tsx'
import { PayeesPane } from '#modules/remedies/payments/web/payees-pane.tsx'
import { RemediesPane } from '#modules/remedies/web/remedies-pane.tsx'
import { SurveysPane } from '#modules/surveys/web/surveys-pane.tsx'
import { TasksPane } from '#modules/tasks/web/tasks-pane.tsx'
import { Problem } from '#workspace/call.ts'
import { AfterPaint } from '#workspace/kit/after-paint.tsx'
import { Failed } from '#workspace/kit/failed.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { Loading } from '#workspace/kit/loading.tsx'
import { useMe } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useTitle } from '#workspace/kit/use-title.ts'
import { useWords } from '#workspace/language.ts'
import { useSearched } from '#workspace/use-address.ts'
import { ChangedUnderHand } from './changed-under-hand.tsx'
import { ComplaintLetters, letterWays } from './complaint-letters.tsx'
import styles from './complaint-page.module.css'
import { ComplaintPromises, WrittenPromises } from './complaint-promises.tsx'
import { ListPlace } from './list-place.tsx'
import { askedBy, listSearch } from './list-search.ts'

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
  act: Exclude<ComplaintAct, 'coach' | 'letter'> | null
  coach: boolean
  onCoach: (opened: boolean) => void
  onAct: (act: ComplaintAct) => void
  onDone: () => void
  /** Who else is at this complaint. */
  others: readonly Present[]
}

/** The form of the act that was chosen: of the complaint itself, or of the module that has it. */
function Chosen({ complaint, act, onDone }: Pick<TalkProps, 'complaint' | 'onDone'> & { act: Exclude<ComplaintAct, 'coach' | 'letter'> }) {
  const elsewhere: Record<Exclude<ActElsewhere, 'coach' | 'letter'>, () => ReactNode> = {
    contact: () => <ContactPanel complaint={complaint.id} onDone={onDone} />,
    handover: () => <HandoverForm complaint={complaint} onDone={onDone} />,
    incident: () => <IncidentForm complaint={complaint} onDone={onDone} />,
  }
  if (act === 'contact' || act === 'handover' || act === 'incident') return elsewhere[act]()
  if (act === 'close')
    return (
      <ClosePanel
        complaint={complaint}
        onDone={onDone}
        ways={{ ...closingWays, ...letterWays(complaint.id) }}
        before={<AnythingElsePart complaint={complaint.id} />}
      />
    )
  return <ActPanel key={act} act={act} complaint={complaint} onDone={onDone} />
}

function Talk({ complaint, act, coach, onCoach, onAct, onDone, others }: TalkProps) {
  const say = useWords('workspace')
  const me = useMe()
  const limit = useFirstLimit(complaint.id)
  const offerText = useOfferText(complaint.id)
  const offering = useDoing(offerText, [])
  const onText = (code: string) => offering.mutate(code)
  const scroller = useRef<HTMLDivElement>(null)
  return (
    <section className={styles.talk} aria-label={say('complaint.part.talk')}>
      <div className={styles.thread} ref={scroller} tabIndex={-1}>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- long words scroll: who has no pointer scrolls them by key */}
        <section className={styles.first} tabIndex={0} aria-label={say('complaint.first_words')}>
          <FirstWordsBlock complaint={complaint} />
        </section>
        <Timeline complaint={complaint.id} words={complaint.words} language={complaint.language} scroller={scroller} />
      </div>
      <div className={styles.foot}>
        {act !== null && <Chosen act={act} complaint={complaint} onDone={onDone} />}
        <div hidden={act !== null}>
          {offering.isError && <Refused why={offering.error} />}
          <AfterPaint>
            <BrokenLine complaint={complaint.id} onText={onText} />
            <BoundariesLine complaint={complaint} onText={onText} />
            <HandoverLine complaint={complaint.id} mine={complaint.owner?.id === me.id} onText={onText} />
            <CoachPanel complaint={complaint} opened={coach} onOpened={onCoach} onAct={onAct} />
            <WithheldAcknowledgement complaint={complaint.id} />
            <WritingElsewhere others={others} />
          </AfterPaint>
          <ReplyBox complaint={complaint} slot={<WrittenPromises complaint={complaint.id} />} limit={limit} />
        </div>
      </div>
    </section>
  )
}

/** Beside what is missing next: who else is here, whether its owner is, and where it stands in the list. */
function Around({ complaint, others, asked }: Pick<TalkProps, 'complaint' | 'others'> & { asked: ReturnType<typeof askedBy> | null }) {
  useReadHere(complaint.id)
  return (
    <>
      <OwnerAway owner={complaint.owner} />
      <PresenceLine others={others} />
      {asked !== null && <ListPlace complaint={complaint.id} asked={asked} />}
    </>
  )
}

interface BesideProps {
  complaint: Complaint
  seen: (part: Part) => boolean
}

/** The issues and the facts: they come when the conversation has been painted. */
function Beside({ complaint, seen }: BesideProps) {
  const say = useWords('workspace')
  return (
    <>
      <aside className={styles.issues} hidden={!seen('issues')} aria-label={say('complaint.part.issues')}>
        <AfterPaint>
          <IssuesPane complaint={complaint} />
          <AlikePanel complaint={complaint} />
          <ComplaintLetters complaint={complaint} />
          <ComplaintPromises complaint={complaint.id} />
          <TasksPane complaint={complaint.id} />
          <CustomerPane complaint={complaint} />
          <SurveysPane complaint={complaint.id} />
        </AfterPaint>
      </aside>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- as above: without an act in it, nothing else takes the focus */}
      <aside className={styles.facts} tabIndex={0} hidden={!seen('facts')} aria-label={say('complaint.part.facts')}>
        <AfterPaint>
          <StepsPanel complaint={complaint} />
          <EnquiryPanel complaint={complaint} />
          <RemediesPane
            complaint={complaint}
            like={({ issue, ...thought }) => <LikeOffer complaint={complaint.id} issue={issue} thought={thought} />}
          />
          <PrecedentsPane complaint={complaint} />
          <CouponsPane complaint={complaint.id} />
          <PayeesPane complaint={complaint.id} />
          <TimePanel complaint={complaint} />
          <FactsPane complaint={complaint} />
          <TriagePanel complaint={complaint} />
          <RecordLink complaint={complaint.id} />
        </AfterPaint>
      </aside>
    </>
  )
}

function Whole({ complaint, why }: { complaint: Complaint; why: Error | null }) {
  const say = useWords('workspace')
  const search = useSearched()
  const [act, setAct] = useState<Exclude<ComplaintAct, 'coach' | 'letter'> | null>(null)
  const [coach, setCoach] = useState(false)
  const [part, setPart] = useState<Part>('talk')
  const phone = useMediaQuery('(width < 768px)') ?? false
  const asked = askedBy(search)
  const others = usePresence(complaint.id)
  // Opening a complaint puts the focus on what is missing next.
  useEffect(() => {
    document.getElementById('missing-next')?.focus({ preventScroll: true })
  }, [])
  // On a telephone, a link to an entry or to a step brings its part up.
  useEffect(() => {
    const heard = () => {
      if (window.location.hash.startsWith('#item-')) setPart('talk')
      if (/^#(step|enquiry)-/.test(window.location.hash)) setPart('facts')
    }
    window.addEventListener('hashchange', heard)
    return () => window.removeEventListener('hashchange', heard)
  }, [])
  const seen = (one: Part) => !phone || one === part
  const go = useGo()
  const chosen = (one: ComplaintAct) => {
    if (one === 'letter') return go(letterAddress(complaint.id, 'final_upheld'))
    setPart('talk')
    if (one === 'coach') setCoach(!coach)
    else setAct(one)
  }
  return (
    <div className={styles.page}>
      <ComplaintHeader
        complaint={complaint}
        back={{ href: `/app/complaints?${listSearch(asked)}`, name: say('complaint.back') }}
        onAct={chosen}
        place={<Around complaint={complaint} others={others} asked={search['view'] === undefined ? null : asked} />}
      />
      <ChangedUnderHand complaint={complaint} why={why} />
      {phone && <Parts part={part} onPart={setPart} />}
      <div className={styles.case}>
        <div className={styles.part} hidden={!seen('talk')}>
          <Talk
            complaint={complaint}
            act={act}
            coach={coach}
            onCoach={setCoach}
            onAct={chosen}
            onDone={() => setAct(null)}
            others={others}
          />
        </div>
        <Beside complaint={complaint} seen={seen} />
      </div>
    </div>
  )
}

/** No such complaint, or not for this reader. */
function NotHere({ why }: { why: Problem }) {
  const say = useWords('workspace')
  useTitle(say('lost.title'))
  return (
    <div className={styles.refused}>
      <h1>{say('lost.title')}</h1>
      <Refused why={why} />
    </div>
  )
}

/** One complaint, whole: who, what is missing, the conversation, the issues, the facts. */
export function ComplaintPage() {
  const { complaint: id = '' } = useParams({ strict: false })
  const query = useQuery(complaintQuery(id))
  if (query.data !== undefined) return <Whole key={id} complaint={query.data} why={query.error} />
  if (query.isPending) return <Loading rows={6} />
  if (query.error instanceof Problem && query.error.status < 500) return <NotHere why={query.error} />
  return <Failed why={query.error} onAgain={() => void query.refetch()} />
}
