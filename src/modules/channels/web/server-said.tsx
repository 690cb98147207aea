import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import { Said } from '#workspace/kit/section.tsx'

/** What a server answered when it was tried, in its own words. */
export function ServerSaid({ name, tried }: { name: string; tried: { works: boolean; said: string } | null }) {
  const say = useWords('channels')
  if (tried === null) return null
  return (
    <Said kept={tried.works} mark={tried.works ? <Icon name="check" /> : <b aria-hidden="true">!</b>}>
      <b>{say(tried.works ? 'web.test.works' : 'web.test.fails', { name })}</b>
      {tried.said !== '' && (
        <>
          <br />
          {say('web.test.said', { said: tried.said })}
        </>
      )}
    </Said>
  )
}
