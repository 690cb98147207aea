/** Every words/el.json of the house, in one file of the build: its path and its words. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../platform/words/el.json', './el.json', '../../modules/**/words/el.json'],
  { import: 'default', eager: true },
)
