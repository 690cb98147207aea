import { useWords } from '#workspace/language.ts'
import { Chip } from './chip.tsx'

/** Where a complaint stands, in words. The codes and their words are the module's own: `complaints`, key `state.<code>`. */
export function StateWords({ state }: { state: string }) {
  const say = useWords('complaints')
  return <Chip tone={state === 'closed' ? 'kept' : 'plain'}>{say(`state.${state}`)}</Chip>
}
