import { NumberInput, TextInput } from '@mantine/core'
import { digitsOf } from '#platform/money.ts'
import { useWords } from '#workspace/kit/desk.ts'
import { Pair } from '#workspace/kit/section.tsx'

interface SumFieldProps {
  label: string
  description?: string | undefined
  /** In whole units, as people write it; null where the field is empty. */
  amount: number | null
  currency: string
  onAmount: (amount: number | null) => void
  onCurrency: (currency: string) => void
}

/** A sum as people write it, with as many decimals as its currency has. */
export function SumField({ label, description, amount, currency, onAmount, onCurrency }: SumFieldProps) {
  const say = useWords('remedies')
  return (
    <Pair>
      <NumberInput
        label={label}
        description={description}
        value={amount ?? ''}
        onChange={(value) => onAmount(value === '' ? null : Number(value))}
        min={0}
        decimalScale={digitsOf(currency)}
        hideControls
      />
      <TextInput
        label={say('web.currency')}
        value={currency}
        onChange={(event) => onCurrency(event.currentTarget.value.toUpperCase())}
        maxLength={3}
      />
    </Pair>
  )
}
