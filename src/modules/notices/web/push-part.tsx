import { useQuery } from '@tanstack/react-query'
import { Act } from '#workspace/kit/act.tsx'
import { Problem, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { canPush, isPushed, PushDenied, startPush, stopPush } from './push-here.ts'

function WhyNot({ why }: { why: unknown }) {
  const say = useWords('notices')
  if (why instanceof Problem) return <Refused why={why} />
  return <p role="alert">{say(why instanceof PushDenied ? 'web.wishes.browser_denied' : 'web.wishes.browser_failed')}</p>
}

/** Whether this browser is told, also when the desk is closed. */
export function PushPart() {
  const say = useWords('notices')
  const here = useQuery({ queryKey: ['notices', 'pushed'], queryFn: isPushed })
  const doing = useDoing(
    () => (here.data ? stopPush() : startPush()),
    [
      ['notices', 'pushed'],
      ['notices', 'push'],
    ],
  )
  return (
    <Section title={say('web.wishes.browser')}>
      {canPush() ? (
        <Act busy={doing.isPending} onAct={() => doing.mutate()}>
          {say(here.data ? 'web.wishes.browser_off' : 'web.wishes.browser_on')}
        </Act>
      ) : (
        <About>{say('web.wishes.browser_cannot')}</About>
      )}
      {doing.isError && <WhyNot why={doing.error} />}
    </Section>
  )
}
