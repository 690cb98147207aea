import { Offline, Problem } from './call.ts'
import { useWords } from './language.ts'

/** What to tell the person about an error: the desk's own sentence when it has one. */
export function useSentence(): (why: unknown) => string {
  const say = useWords('workspace')
  return (why) => {
    if (typeof why === 'string') return why
    if (why instanceof Offline) return say('problem.offline')
    return why instanceof Problem && why.sentence !== '' ? why.sentence : say('problem.unknown')
  }
}
