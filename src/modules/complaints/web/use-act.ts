import { useDoing } from '#workspace/kit/use-doing.ts'

/** Whatever shows one complaint. */
export const shownOf = (complaint: string) => [['complaints'], ['conversations', 'timeline', complaint]] as const

/** An act on one complaint: afterwards whatever shows it is asked for anew, also when it was refused. */
export const useAct = <Given>(complaint: string, act: (given: Given) => Promise<unknown>) => useDoing(act, shownOf(complaint))
