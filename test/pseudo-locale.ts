import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

type Tree = { [key: string]: Tree | string }

const root = join(import.meta.dirname, '../src')
const accents: Record<string, string> = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' }
const marks = /[áéíóúÁÉÍÓÚ]/

/** Words as no language has them: every vowel with an accent and twice, so that a sentence is about 40 % longer; figures stay. */
export function pseudo(words: string): string {
  const parts = words.split(/(\{\{[^}]*\}\}|\$t\([^)]*\)|<[^>]+>)/)
  return parts.map((part, at) => (at % 2 === 1 ? part : part.replaceAll(/[aeiouAEIOU]/g, doubled))).join('')
}

const doubled = (vowel: string) => `${accents[vowel]}${accents[vowel.toLowerCase()]}`

const deep = (tree: Tree): Tree =>
  Object.fromEntries(Object.entries(tree).map(([key, value]) => [key, typeof value === 'string' ? pseudo(value) : deep(value)]))

const readJson = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8')) as Tree

/** English of every module, by the folder that it lies in: `modules/tasks/words/en.json`. */
export const english: ReadonlyMap<string, Tree> = new Map(
  globSync('{platform,workspace,modules/**}/words/en.json', { cwd: root }).map((path) => [path, readJson(path)]),
)

export function leavesOf(tree: unknown): string[] {
  if (typeof tree === 'string') return [tree]
  return tree !== null && typeof tree === 'object' ? Object.values(tree).flatMap(leavesOf) : []
}

/** From now on this page reads English in the pseudo-locale: the one file of words that the browser fetches is another. */
export async function readsPseudo(page: Page): Promise<void> {
  const shelf = Object.fromEntries(
    [...english].map(([path, words]) => [path.startsWith('workspace/') ? './en.json' : `../../${path}`, deep(words)]),
  )
  await page.route(/\/assets\/en-[^/]+\.js$/, async (route) => {
    const shipped = await (await route.fetch()).text()
    // Words that a module needs by itself have a file of their own: only the shelf of all is exchanged.
    if (!shipped.includes('as shelf')) return route.fulfill({ contentType: script, body: shipped })
    return route.fulfill({ contentType: script, body: `export const shelf = ${JSON.stringify(shelf)}` })
  })
}

const script = 'text/javascript; charset=utf-8'

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
const shortest = 3

/** What the desk itself says in English, which the browser cannot change: its sentences, and the texts that it came with. */
const ofTheDesk: readonly RegExp[] = [
  ...[...english.values()].flatMap(leavesOf),
  ...globSync('modules/**/*.json', { cwd: root })
    .filter((path) => !path.includes('/words/'))
    .flatMap((path) => leavesOf(readJson(path))),
]
  .filter((text) => text.replaceAll(/\{\{[^}]*\}\}|[^A-Za-z]/g, '').length >= shortest && text.length < 400)
  .map(
    (text) =>
      new RegExp(
        `^${text
          .split(/\{\{[^}]*\}\}/)
          .map(escaped)
          .join('.*')}$`,
        's',
      ),
  )

/** Words of dates, lengths, keys and languages, which the browser's own language or the keyboard says. */
const ofTheBrowser =
  /\b(January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Mon|Tue|Wed|Thu|Fri|Sat|Sun|at|in|ago|am|pm|today|tomorrow|yesterday|days?|hours?|hrs?|minutes?|mins?|seconds?|secs?|weeks?|months?|years?|Ctrl|Shift|Alt|Esc|Tab|English|Español|Redress|Chrome|Linux|UTC|EEST|EET|GMT)\b/gi

/** Everything that is to be seen or heard on the page: texts, names, titles, placeholders. */
const textsOf = async (page: Page): Promise<string[]> => [...new Set([...(await seenOn(page)), ...(await heardOn(page))])]

const seenOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found: string[] = []
    const seen = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (seen.nextNode()) {
      const { parentElement: parent, textContent } = seen.currentNode
      if (parent?.checkVisibility() && !parent.closest('script, style, noscript')) found.push(String(textContent).trim())
    }
    return found
  })

/** What nobody hears needs no words. */
const heardOn = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.body.querySelectorAll('[aria-label], [title], [placeholder], [alt]')]
      .filter((element) => element.closest('[aria-hidden="true"]') === null)
      .flatMap((element) => ['aria-label', 'title', 'placeholder', 'alt'].map((name) => (element.getAttribute(name) ?? '').trim())),
  )

/** Texts that stand in no file of words: neither in the pseudo-locale, nor said by the desk, nor `data` of the case. */
export async function untranslated(page: Page, data: readonly string[]): Promise<string[]> {
  const texts = await textsOf(page)
  const own = new RegExp(data.map(escaped).join('|'), 'g')
  return texts.filter((text) => {
    if (
      marks.test(text) ||
      text
        .split(/, | · |(?<=\.) /)
        .every((part) => ofTheDesk.some((pattern) => pattern.test(part)) || !/[a-z]{2}/.test(part.replaceAll(ofTheBrowser, '')))
    )
      return false
    if (ofTheDesk.some((pattern) => pattern.test(text))) return false
    const rest = text.replaceAll(own, ' ').replaceAll(ofTheBrowser, ' ')
    // Initials and codes are no words, and a gap in a letter says its own name.
    return /[aeiou]/.test(rest.replaceAll(/\{\{[^}]*\}\}|\b[A-Za-z]{1,2}\b|\b[A-Z]+\b/g, ''))
  })
}

/** What stands out at the side of the page, so that it has to be moved to be read: the outermost elements, by their words. */
export const standingOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const wide = document.documentElement.clientWidth
    if (document.documentElement.scrollWidth <= wide) return []
    const out = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > wide + 1)
    const outermost = out.filter((element) => !out.some((other) => other !== element && other.contains(element)))
    return outermost.map((element) => `${element.tagName} ${element.className} ${element.textContent?.slice(0, 60)}`)
  })
