import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call } from '#workspace/kit/desk.ts'
import { type Intake, type IntakeStage, keepIntake } from '../../contract.ts'

const betweenSavings = 3_000
const longestOpen = 7_200

const secondsSince = (opened: number): number => Math.min(longestOpen, Math.round((performance.now() - opened) / 1000))

interface Keeping {
  intake: string
  stage: IntakeStage
  typed: Intake['typed']
  /** Nothing was said yet: there is nothing to keep. */
  empty: boolean
}

/** Keeps what is typed on the desk too, a few seconds after it was: a browser that dies loses nothing. `failed` says that it could not. */
export function useKeptIntake({ intake, stage, typed, empty }: Keeping): { failed: boolean; kept: boolean } {
  const [opened] = useState(() => performance.now())
  const { mutate, isError, isSuccess } = useMutation({
    mutationFn: (body: { stage: IntakeStage; typed: Intake['typed'] }) =>
      call(keepIntake, { intake }, { body: { ...body, open_seconds: secondsSince(opened) } }),
  })
  const said = JSON.stringify(typed)
  const newest = useRef({ stage, typed })
  newest.current = { stage, typed }
  // biome-ignore lint/correctness/useExhaustiveDependencies: a change of what is typed begins the pause anew
  useEffect(() => {
    if (empty) return
    const timer = window.setTimeout(() => mutate(newest.current), betweenSavings)
    return () => window.clearTimeout(timer)
  }, [said, empty, mutate])
  // the time of a stage is the desk's: it hears of each change at once
  const before = useRef(stage)
  useEffect(() => {
    if (before.current === stage) return
    before.current = stage
    mutate(newest.current)
  }, [stage, mutate])
  return { failed: isError, kept: isSuccess }
}
