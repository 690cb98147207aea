/** Every other words/es.json of the house: its path and its words. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../modules/**/words/es.json', '!../../modules/{complaints,people,worklist}/words/es.json'],
  { import: 'default', eager: true },
)
