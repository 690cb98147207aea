/** What the frame and the list say, in one file of the build: each words/en.json by its path. A test holds the list of modules. */
export const shelf = import.meta.glob<Record<string, unknown>>(
  ['../../platform/words/en.json', './en.json', '../../modules/{complaints,people,worklist}/words/en.json'],
  { import: 'default', eager: true },
)
