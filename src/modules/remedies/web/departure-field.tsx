import { Textarea } from '@mantine/core'
import type { ReactNode } from 'react'
import { Problem, useWords } from '#workspace/kit/desk.ts'
import { longestReason } from '../contract.ts'
import type { Basis } from '../rules/kinds.ts'

/** What is about to be offered, in minor units. */
export interface Offer {
  issue: string
  basis: Basis
  amount: number
  currency: string
}

/** What like cases got, beside what is about to be offered: from whoever keeps it. */
export type LikeCases = (offer: Offer) => ReactNode

interface DepartureProps {
  value: string
  onChange: (reason: string) => void
  /** Why it was refused just now. */
  refused: unknown
}

/** Why an offer lies outside of what like cases got: asked for where it does. */
export function DepartureField({ value, onChange, refused }: DepartureProps) {
  const say = useWords('remedies')
  const asked = refused instanceof Problem && refused.code === 'precedents.say_why'
  if (!asked && value === '') return null
  return (
    <Textarea
      label={say('web.departs')}
      description={say('web.departs_hint')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      maxLength={longestReason}
      autosize
    />
  )
}
