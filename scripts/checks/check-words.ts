import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { compareLanguages, type Language, languages, type Words } from './compare-languages.ts'
import { listFiles } from './list-files.ts'
import type { Check } from './verdict.ts'

interface Use {
  code: string
  where: string
}

const declaration = /(^|\/)refusals(\.ts$|\/)/
const word = /["'`]([a-z][a-z_0-9-]*\.[a-z][a-z_0-9]*)["'`]/g

/** Each sentence stands in all three languages with the same figures, and each refusal has one, and each one is used. */
export const checkWords: Check = async (root) => {
  const files = await listFiles(root)
  const folders = await readFolders(root, files)
  const faults = [...folders].flatMap(([folder, words]) => compareLanguages(folder, words))

  const sources = files.filter((file) => /^src\/.*\.tsx?$/.test(file) && !/\.test\.tsx?$/.test(file))
  const texts = await Promise.all(sources.map(async (file) => ({ file, text: await readFile(join(root, file), 'utf8') })))
  return { faults: [...faults, ...refusalFaults(folders, texts)], note: `${folders.size} folders of words` }
}

async function readFolders(root: string, files: string[]): Promise<Map<string, Map<Language, Words | string>>> {
  const folders = new Map<string, Map<Language, Words | string>>()
  for (const file of files) {
    const match = /^(src\/(?:.+\/)?words)\/([a-z]{2})\.json$/.exec(file)
    const language = languages.find((each) => each === match?.[2])
    if (!match?.[1] || !language) continue
    const words = folders.get(match[1]) ?? new Map<Language, Words | string>()
    folders.set(match[1], words.set(language, await readWords(join(root, file))))
  }
  return folders
}

async function readWords(path: string): Promise<Words | string> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Words // checked leaf by leaf in flatten
  } catch (error) {
    return `is not JSON: ${error instanceof Error ? error.message : String(error)}`
  }
}

function refusalFaults(folders: Map<string, Map<Language, Words | string>>, texts: { file: string; text: string }[]): string[] {
  const sentences = sentencesIn(folders)
  const thrown = texts.flatMap(({ file, text }) => usesIn(file, text, /\brefuse\(\s*["'`]([^"'`$]+)["'`]/g))
  const declared = texts.filter(({ file }) => declaration.test(file)).flatMap(({ file, text }) => usesIn(file, text, word))
  const said = new Set(texts.filter(({ file }) => !declaration.test(file)).flatMap(({ text }) => [...text.matchAll(word)].map((m) => m[1])))

  const silent = new Map([...declared, ...thrown].filter(({ code }) => !sentences.has(code)).map(({ code, where }) => [code, where]))
  return [
    ...[...silent].map(
      ([code, where]) =>
        `${where} refuses ${code}, which has no sentence: add refusals.${code.split('.')[1]} to the words of ${code.split('.')[0]}`,
    ),
    ...[...sentences]
      .filter(([code]) => !said.has(code))
      .map(([code, folder]) => `${folder} has a sentence for ${code}, which nothing refuses`),
  ]
}

const usesIn = (file: string, text: string, pattern: RegExp): Use[] =>
  [...text.matchAll(pattern)].map((match) => ({ code: match[1] ?? '', where: `${file}:${text.slice(0, match.index).split('\n').length}` }))

/** Every refusal that has a sentence: `module.reason` → the folder where it stands. */
function sentencesIn(folders: Map<string, Map<Language, Words | string>>): Map<string, string> {
  const sentences = new Map<string, string>()
  for (const [folder, words] of folders) {
    const english = words.get('en')
    const refusals = typeof english === 'object' ? english.refusals : undefined
    if (typeof refusals !== 'object') continue
    for (const key of Object.keys(refusals)) {
      const [, stem] = /^(.+)_(?:one|other)$/.exec(key) ?? []
      const counted = stem !== undefined && Object.hasOwn(refusals, `${stem}_one`) && Object.hasOwn(refusals, `${stem}_other`)
      sentences.set(`${namespaceOf(folder)}.${counted ? stem : key}`, folder)
    }
  }
  return sentences
}

/** The folder that holds `words`: src/modules/complaints/words → complaints; src/modules/channels/webform/words → webform; src/platform/words → platform. */
const namespaceOf = (folder: string): string => /([^/]+)\/words$/.exec(folder)?.[1] ?? folder
