/** What the frame and the list say, in one file of the build: each words/es.json by its path. A test holds the list of modules. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../platform/words/es.json', './es.json', '../../modules/{complaints,people,worklist}/words/es.json'],
  { import: 'default', eager: true },
)
