/** ISO 7064 MOD 11,10 over the digits: catches every single wrong digit and nearly every swap. */
export function checkDigit(digits: string): number {
  let product = 10
  for (const digit of digits) {
    const sum = (Number(digit) + product) % 10 || 10
    product = (sum * 2) % 11
  }
  return (11 - product) % 10
}

/** `RD-2026-000123-7`: the year in which it was entered at the desk, a counter that never restarts, a check digit over both. */
export function complaintNumber(year: number, counter: number): string {
  const padded = String(counter).padStart(6, '0')
  return `RD-${year}-${padded}-${checkDigit(`${year}${padded}`)}`
}

const shape = /RD[-\s]?(\d{4})[-\s]?(\d{6,12})[-\s]?(\d)(?!\d)/giu

/** Every complaint number in a text whose check digit is right, in the form that we print. */
export function numbersIn(text: string): string[] {
  const found = [...text.slice(0, 10_000).matchAll(shape)].map(([, year = '', counter = '', digit = '']) => ({ year, counter, digit }))
  return [
    ...new Set(
      found
        .filter(({ year, counter, digit }) => checkDigit(year + counter) === Number(digit))
        .map(({ year, counter, digit }) => `RD-${year}-${counter}-${digit}`),
    ),
  ]
}
