/** Every other words/en.json of the house: its path and its words. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../modules/**/words/en.json', '!../../modules/{complaints,people,worklist}/words/en.json'],
  { import: 'default', eager: true },
)
