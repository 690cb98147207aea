import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

// Not after a letter, a dot, a slash or a bracket: a URL, a relative path or a route may hold the same words.
const homes =
  /(?<![\w.:/}\])*@~-])\/(?:home\/(?!redress\b)[a-z][\w.-]*\/[\w.]|Users\/[A-Za-z][\w.-]*\/|root\/[\w.]|work\/[a-z.])|\b[A-Z]:\\Users\\/g
const scratch = /(?<![\w.:/}\])*@~-])\/(?:private\/)?(?:tmp|var\/folders)\/[\w.]/g
const hosts = /"resolved":\s*"(?!https:\/\/registry\.npmjs\.org\/)[^"]*"/g

const binary = /\.(?:png|jpe?g|gif|webp|ico|pdf|woff2?|ttf|otf|zip|gz|eml)$/
const papers = /\.(?:md|json|ya?ml|sh|toml|html|sql|svg)$|^\.ci\//

/** Where a file names a folder of the machine on which it was written, or the lock a registry of somebody's own. */
export async function machinePaths(root: string, files: string[]): Promise<string[]> {
  const found = files.filter((file) => !binary.test(file)).map(async (file) => pathsIn(file, await readFile(join(root, file), 'utf8')))
  return (await Promise.all(found)).flat()
}

function pathsIn(file: string, text: string): string[] {
  const patterns = [homes, ...(papers.test(file) ? [scratch] : []), ...(file === 'package-lock.json' ? [hosts] : [])]
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(
      (match) => `${file}:${text.slice(0, match.index).split('\n').length} names a place on one machine: ${match[0]}`,
    ),
  )
}
