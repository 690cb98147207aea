import { useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import type { Channel, Severity } from '../contract.ts'

/** When and where a rule holds, and how much it says. */
export interface Holding {
  off: boolean
  severity: Severity
  channels: readonly Channel[] | null
  from: string | null
  until: string | null
}

/** How each field of when and where a rule holds reads, where two changed the same one. */
export function useHoldingReading() {
  const say = useWords('tone')
  const complaints = useWords('complaints')
  const { day } = useInWords()
  const dayOf = (date: string | null) => (date === null ? '' : day(`${date}T12:00:00Z`))
  return ({ off, severity, channels, from, until }: Holding): Record<keyof Holding, string> => ({
    off: say(off ? 'web.is_off' : 'web.on'),
    severity: say(`web.severities.${severity}`),
    channels: channels?.map((one) => complaints(`channel.${one}`)).join(', ') ?? say('web.all_channels'),
    from: dayOf(from),
    until: dayOf(until),
  })
}

/** What each of these fields is called. */
export const holdingNames = { off: 'on', severity: 'severity', channels: 'channels', from: 'from', until: 'until' } as const
