/** Every words/en.json of the house, in one file of the build: its path and its words. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../platform/words/en.json', './en.json', '../../modules/**/words/en.json'],
  { import: 'default', eager: true },
)
