import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { machinePaths } from './find-machine-paths.ts'
import { listFiles } from './list-files.ts'
import type { Check } from './verdict.ts'

const lengths: { papers: RegExp; lines: number }[] = [
  { papers: /^ARCHITECTURE\.md$/, lines: 70 },
  { papers: /^STYLE\.md$/, lines: 130 },
  { papers: /^src\/modules\/(.+\/)?README\.md$/, lines: 15 },
  { papers: /^docs\/decisions\/\d{3}-.+\.md$/, lines: 40 },
]

const link = /!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g
const code = /`([^`\n]+)`/g
// A path as we write it in prose: folders and an ending, or something under a folder of ours; what begins with / is an address. Patterns (*, <, {, …) name no one file.
const fileLike = /^(?:\.{1,2}\/)?[\w.@-]+(?:\/[\w.@-]+)*\/[\w.@-]+\.(?:tsx?|mjs|cjs|js|json|sql|md|css|html|sh|ya?ml|eml)$/
const folderLike = /^(?:src|test|bench|demo|docs|scripts|migrations|\.ci)(?:\/[\w.@-]+)+\/?$/
const notKept = /^(?:\.\/)?(?:node_modules|dist|data|demo-data|coverage)\//

/** Papers are of the agreed length, what they point to exists, and nothing names somebody's machine. */
export const checkPapers: Check = async (root) => {
  const files = await listFiles(root)
  const papers = files.filter((file) => file.endsWith('.md'))
  const faults = await Promise.all(papers.map(async (file) => faultsOfPaper(root, file, await readFile(join(root, file), 'utf8'))))
  return { faults: [...faults.flat(), ...(await machinePaths(root, files))], note: `${papers.length} papers, ${files.length} files` }
}

function faultsOfPaper(root: string, file: string, text: string): string[] {
  const lines = text.trimEnd().split('\n').length
  const tooLong = lengths
    .filter((bound) => bound.papers.test(file) && lines > bound.lines)
    .map((bound) => `${file} has ${lines} lines; ${bound.lines} are enough`)
  return [...tooLong, ...deadEnds(root, file, withoutFences(text))]
}

function deadEnds(root: string, file: string, text: string): string[] {
  const links = [...text.matchAll(link)].map((match) => match[1] ?? '').filter((target) => !/^(?:[a-z][a-z+.-]*:|#|\/\/)/i.test(target))
  const broken = links.filter((target) => !stands(root, file, target)).map((target) => `${file} links to ${target}, which does not exist`)

  const named = [...text.matchAll(code)]
    .map((match) => match[1] ?? '')
    .filter((path) => (fileLike.test(path) || folderLike.test(path)) && !notKept.test(path))
  const absent = named.filter((path) => !stands(root, file, path)).map((path) => `${file} names \`${path}\`, which does not exist`)
  return [...new Set([...broken, ...absent])]
}

function stands(root: string, file: string, target: string): boolean {
  const path = decodeURIComponent(target.replace(/[#?].*$/, ''))
  return [dirname(file), '.', 'src'].some((base) => existsSync(join(root, base, path)))
}

/** Line numbers are of no use here, so what stands between fences simply goes. */
const withoutFences = (text: string): string => text.replaceAll(/^(`{3,}|~{3,})[\s\S]*?^\1\s*$/gm, '')
