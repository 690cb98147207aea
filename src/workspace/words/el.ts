/** What the frame and the list say, in one file of the build: each words/el.json by its path. A test holds the list of modules. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../platform/words/el.json', './el.json', '../../modules/{complaints,people,worklist}/words/el.json'],
  { import: 'default', eager: true },
)
