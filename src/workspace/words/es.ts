/** Every words/es.json of the house, in one file of the build: its path and its words. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../platform/words/es.json', './es.json', '../../modules/**/words/es.json'],
  { import: 'default', eager: true },
)
