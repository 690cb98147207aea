import { refusals } from '#platform/refusal.ts'

export const tasksRefusals = refusals({
  'tasks.not_found': { status: 404 },
  'tasks.settled': { status: 409 },
  'tasks.owner_gone': { status: 400 },
  'tasks.owner_reads_only': { status: 400 },
  'tasks.owner_cannot_see': { status: 409 },
  'tasks.due_past': { status: 400 },
  'tasks.due_too_far': { status: 400 },
  'tasks.not_yours_to_name': { status: 409 },
})
