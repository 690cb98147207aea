import { useWords } from '#workspace/kit/desk.ts'
import type { Task } from '../contract.ts'

/** What is to be done: in its writer's words, or in the desk's. */
export function useTaskWords(): (task: Pick<Task, 'title' | 'why'>) => string {
  const say = useWords('tasks')
  return ({ title, why }) => title ?? say(`why.${why}`)
}
