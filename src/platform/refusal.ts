export type RefusalData = Record<string, string | number | boolean | null | readonly unknown[]>

/** An expected no. It has a status, and a sentence in three languages that says what to do next (the module's words, under `refusals`). */
export class Refusal extends Error {
  readonly code: string
  readonly status: number
  readonly data: RefusalData
  constructor(code: string, status: number, data: RefusalData) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.status = status
    this.data = data
  }
}

export type Refusals = Readonly<Record<string, { status: number }>>

const known = new Map<string, number>()

/** Declares a module's refusals: code → status. Each code is said once in the whole house. */
export function refusals<const Codes extends Refusals>(codes: Codes): Codes {
  for (const [code, { status }] of Object.entries(codes)) known.set(code, status)
  return codes
}

/** Makes the refusal to throw. A code that no refusals.ts declares is a bug. */
export function refuse(code: string, data: RefusalData = {}): Refusal {
  const status = known.get(code)
  if (status === undefined) throw new Error(`The refusal ${code} is declared in no refusals.ts`)
  return new Refusal(code, status, data)
}
