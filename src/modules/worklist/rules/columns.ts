/** What a list can show beside the customer and the words, in the order in which columns stand. */
export const columns = [
  'channel',
  'category',
  'received',
  'changed',
  'due',
  'reply_by',
  'closed',
  'state',
  'urgency',
  'kind',
  'language',
  'tags',
  'team',
  'owner',
] as const
export type Column = (typeof columns)[number]

/** What a list shows of itself, until somebody chooses. */
export const usualColumns: readonly Column[] = ['channel', 'category', 'received', 'due', 'owner']

/** In the order of the list, each once. */
export const inOrder = (chosen: readonly string[]): Column[] => columns.filter((column) => chosen.includes(column))
