import { type ComplaintRecord, editComplaint } from '#modules/complaints/index.ts'
import { digitsOf } from '#platform/money.ts'
import type { Work } from '#platform/work.ts'
import type { RecordField } from './rules/checklist.ts'

type Edit = Parameters<typeof editComplaint>[2]

const isEmpty: Record<RecordField, (complaint: ComplaintRecord) => boolean> = {
  occurred_at: ({ occurred_at }) => occurred_at === null,
  order_numbers: ({ order_numbers }) => order_numbers.length === 0,
  product: ({ product }) => !product?.trim(),
  place: ({ place }) => !place?.trim(),
  amount: ({ amount_minor }) => amount_minor === null,
  desired_outcome: ({ desired_outcome }) => !desired_outcome?.trim(),
}

// as long as the record's own door takes them
const longest = { order_numbers: 60, product: 300, place: 300, desired_outcome: 4_000 }

const editOf: Record<RecordField, (value: string) => Omit<Edit, 'version'> | null> = {
  occurred_at: (value) => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? { occurred_at: value } : null),
  order_numbers: (value) => (value.length <= longest.order_numbers ? { order_numbers: [value] } : null),
  product: (value) => (value.length <= longest.product ? { product: value } : null),
  place: (value) => (value.length <= longest.place ? { place: value } : null),
  amount: (value) => amountOf(value),
  desired_outcome: (value) => (value.length <= longest.desired_outcome ? { desired_outcome: value } : null),
}

function amountOf(value: string): Omit<Edit, 'version'> | null {
  const [, sum, currency] = /^(\S+) ([A-Z]{3})$/.exec(value) ?? []
  const minor = Math.round(Number(sum) * 10 ** digitsOf(currency ?? ''))
  return currency !== undefined && Number.isSafeInteger(minor) ? { amount: { minor, currency } } : null
}

/** What was found out for a field of the record that nobody has filled stands there too; what stands there stays. */
export async function fillRecord(
  work: Work,
  complaint: ComplaintRecord,
  { field, value }: { field: RecordField; value: string },
): Promise<ComplaintRecord> {
  const edit = isEmpty[field](complaint) ? editOf[field](value) : null
  return edit === null ? complaint : editComplaint(work, complaint.id, { ...edit, version: complaint.version })
}
