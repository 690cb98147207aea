/** Every other words/el.json of the house: its path and its words. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../modules/**/words/el.json', '!../../modules/{complaints,people,worklist}/words/el.json'],
  { import: 'default', eager: true },
)
