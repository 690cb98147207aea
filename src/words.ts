import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { Language } from '#platform/endpoint.ts'
import { gatherWords, languages, type Words, type WordTree } from '#platform/words.ts'

/** Every module's words, read once at start from the `words` folders; the namespace is the name of the folder that holds them. */
export const say = gatherWords(readWords(import.meta.dirname))

function readWords(root: string): Words {
  const folders = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
    (entry) => entry.isDirectory() && entry.name === 'words',
  )
  const read = (language: Language) =>
    Object.fromEntries(
      folders.map((folder) => [
        basename(folder.parentPath),
        JSON.parse(readFileSync(join(folder.parentPath, 'words', `${language}.json`), 'utf8')) as WordTree,
      ]),
    )
  const words = { en: {}, el: {}, es: {} } as Words
  for (const language of languages) words[language] = read(language)
  return words
}
