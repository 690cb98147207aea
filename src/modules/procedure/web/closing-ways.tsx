import type { ReactNode } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { placeOfPart } from '../enquiry/web/use-asked-part.ts'
import { stepNumbers } from '../rules/steps.ts'
import { placeOfStep } from './use-asked-step.ts'

function StepWay({ step }: { step: number }) {
  const say = useWords('procedure')
  return <a href={`#${placeOfStep(step)}`}>{say('web.way', { step })}</a>
}

function CausesWay() {
  const say = useWords('procedure')
  return <a href={`#${placeOfPart('causes')}`}>{say('enquiry.web.way_causes')}</a>
}

/** From a closing gate to what opens it, by the gate's code: B5, and S1 to S12. */
export const closingWays: Record<string, ReactNode> = {
  B5: <CausesWay />,
  ...Object.fromEntries(stepNumbers.map((step) => [`S${step}`, <StepWay key={step} step={step} />])),
}
