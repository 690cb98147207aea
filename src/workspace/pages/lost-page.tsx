import { Alone } from '#workspace/kit/alone.tsx'
import { useWords } from '#workspace/language.ts'

/** An address that leads nowhere. */
export function LostPage() {
  const say = useWords('workspace')
  return (
    <Alone title={say('lost.title')}>
      <p>{say('lost.about')}</p>
      <p>
        <a href="/app/">{say('lost.home')}</a>
      </p>
    </Alone>
  )
}
