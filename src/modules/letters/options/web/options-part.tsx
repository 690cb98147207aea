import { Checkbox, NumberInput, Textarea, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Complaint } from '#modules/complaints/contract.ts'
import type { Remedy } from '#modules/remedies/contract.ts'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Group } from '#workspace/kit/section.tsx'
import styles from '../../web/letters.module.css'
import { type AskedOffer, longestHappens, longestReason, longestTitle, mostDays } from '../contract.ts'
import { endOfDay, firstEnd, localDay } from './last-day.ts'
import { remediesQuery } from './queries.ts'

interface PartProps {
  complaint: Complaint
  offer: AskedOffer
  change: (offer: AskedOffer) => void
}

/** What a remedy is, in one line. */
function useForm(): (remedy: Remedy) => string {
  const remedies = useWords('remedies')
  const { amount, count } = useInWords()
  return ({ kind, money, percent }) => {
    const form = remedies(`kind.${kind}`)
    if (percent !== null) return remedies('web.of_percent', { form, percent: count(percent) })
    return money === null ? form : remedies('web.of_sum', { form, sum: amount({ minor: money.amount, currency: money.currency }) })
  }
}

interface OneProps extends Omit<PartProps, 'complaint'> {
  remedy: Remedy
}

interface WordsProps extends OneProps {
  own: AskedOffer['options'][number]
}

/** What the customer reads of a remedy that no entry of the catalogue has words for. */
function OwnWords({ remedy, own, offer, change }: WordsProps) {
  const say = useWords('options')
  const form = useForm()
  const write = (some: Partial<WordsProps['own']>) =>
    change({ ...offer, options: offer.options.map((option) => (option.remedy === remedy.id ? { ...option, ...some } : option)) })
  return (
    <div role="group" className={styles.own} aria-label={form(remedy)}>
      <TextInput
        label={say('web.free_title', { form: form(remedy) })}
        value={own.title ?? ''}
        onChange={(event) => write({ title: event.currentTarget.value })}
        maxLength={longestTitle}
      />
      <Textarea
        label={say('web.free_happens')}
        value={own.happens ?? ''}
        onChange={(event) => write({ happens: event.currentTarget.value })}
        maxLength={longestHappens}
        autosize
      />
      <NumberInput
        label={say('web.free_days')}
        description={say('web.free_days_hint')}
        value={own.days ?? ''}
        onChange={(days) => write({ days: typeof days === 'number' ? days : undefined })}
        min={0}
        max={mostDays}
        allowDecimal={false}
        allowNegative={false}
        clampBehavior="strict"
      />
    </div>
  )
}

/** One remedy: ticked, it is offered; proposed freely, it still needs the customer's words. */
function One({ remedy, offer, change }: OneProps) {
  const say = useWords('options')
  const remedies = useWords('remedies')
  const form = useForm()
  const own = offer.options.find((option) => option.remedy === remedy.id)
  const others = offer.options.filter((option) => option.remedy !== remedy.id)
  const { state } = remedy
  const label = state === 'requested' ? say('web.waits') : remedies(`state.${state}`)
  return (
    <>
      <Checkbox
        label={
          <>
            {form(remedy)} {state !== 'approved' && <Chip tone="house">{label}</Chip>}
          </>
        }
        checked={own !== undefined}
        onChange={(event) => change({ ...offer, options: event.currentTarget.checked ? [...others, { remedy: remedy.id }] : others })}
        disabled={state !== 'approved' && own === undefined}
      />
      {own !== undefined && remedy.entry === null && <OwnWords remedy={remedy} own={own} offer={offer} change={change} />}
    </>
  )
}

/** By when the customer chooses: no later than the first approval among what is offered ends. */
function LastDay({ data, offer, change }: Omit<PartProps, 'complaint'> & { data: readonly Remedy[] }) {
  const say = useWords('options')
  const { day } = useInWords()
  const end = firstEnd(data.filter(({ id }) => offer.options.some(({ remedy }) => remedy === id)))
  return (
    <DateField
      label={say('web.until_day')}
      hint={end === null ? say('web.until_hint') : say('web.until_hint_end', { day: day(end) })}
      value={offer.until === undefined ? null : localDay(offer.until)}
      onChange={(chosen) => change({ ...offer, until: chosen === null ? undefined : endOfDay(chosen, end) })}
      earliest={Temporal.Now.plainDateISO().toString()}
      {...(end !== null && { latest: localDay(end) })}
    />
  )
}

function Refuses({ complaint, offer, change }: PartProps) {
  const say = useWords('options')
  const refuses = offer.refuses ?? []
  const set = (issue: string, on: boolean) =>
    change({ ...offer, refuses: on ? [...refuses, issue] : refuses.filter((one) => one !== issue) })
  return complaint.issues_list.map(({ id, title }) => (
    <Checkbox
      key={id}
      label={complaint.issues_list.length > 1 ? `${title}: ${say('web.refuses')}` : say('web.refuses')}
      description={say('web.refuses_hint')}
      checked={refuses.includes(id)}
      onChange={(event) => set(id, event.currentTarget.checked)}
    />
  ))
}

/** What is offered so far, and what could be; what was ticked and is not to be had any more can be left out. */
function Picking({ complaint, data, offer, change }: PartProps & { data: readonly Remedy[] }) {
  const say = useWords('options')
  const ticked = (id: string) => offer.options.some(({ remedy }) => remedy === id)
  const offerable = data.filter(({ id, state }) => state === 'approved' || state === 'requested' || ticked(id))
  if (offerable.length === 0) return <p>{say('web.pick_none')}</p>
  return (
    <>
      {offerable.map((remedy) => (
        <One key={remedy.id} remedy={remedy} offer={offer} change={change} />
      ))}
      {offer.options.length === 1 && (
        <Textarea
          label={say('web.reason')}
          description={say('web.reason_hint')}
          value={offer.reason ?? ''}
          onChange={(event) => change({ ...offer, reason: event.currentTarget.value })}
          maxLength={longestReason}
          autosize
        />
      )}
      {offer.options.length > 0 && (
        <>
          <LastDay data={data} offer={offer} change={change} />
          <Refuses complaint={complaint} offer={offer} change={change} />
        </>
      )}
    </>
  )
}

/** Beside the letter that offers: which approved remedies the customer chooses from. Without any, it is a letter as others are. */
export function OptionsPart(props: PartProps) {
  const say = useWords('options')
  const query = useQuery(remediesQuery(props.complaint.id))
  return (
    <Group name={say('web.pick')}>
      <p className={styles.hint}>{say('web.pick_about')}</p>
      <Queried query={query} rows={2}>
        {({ data }) => <Picking {...props} data={data.filter(({ complaint }) => complaint.id === props.complaint.id)} />}
      </Queried>
    </Group>
  )
}
