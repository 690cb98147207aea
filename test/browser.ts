import { existsSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import { atTheEnd } from './at-the-end.ts'
import { oneAtATime } from './one-at-a-time.ts'

export interface Visitor {
  page: Page
  /** What the browser itself complained about: errors of scripts, broken rules of content security. */
  faults: string[]
}

export interface Browsing {
  /** A visitor with cookies and storage of their own. */
  visitor(as?: Looks): Promise<Visitor>
}

export interface Looks {
  /** The language that the browser asks for. */
  locale?: string
  scripts?: boolean
  dark?: boolean
  size?: { width: number; height: number }
}

/** axe is a script: where scripts are off, it looks at the same page in a window that has them on. */
const twins = new WeakMap<Page, Page>()

export const desktop = { width: 1440, height: 900 }
export const telephone = { width: 390, height: 844 }

/** A real browser for one test file; it ends with it. */
export async function browser(): Promise<Browsing> {
  const started = await launch()
  atTheEnd(() => started.close())
  return {
    async visitor({ locale = 'en-GB', scripts = true, dark = false, size = desktop } = {}) {
      const options: BrowserContextOptions = {
        locale,
        javaScriptEnabled: scripts,
        colorScheme: dark ? 'dark' : 'light',
        viewport: size,
        timezoneId: 'Europe/Athens',
        // Nothing that fades in is half seen when it is looked at.
        reducedMotion: 'reduce',
      }
      const page = await (await started.newContext(options)).newPage()
      page.setDefaultTimeout(60_000)
      if (!scripts) twins.set(page, await (await started.newContext({ ...options, javaScriptEnabled: true })).newPage())
      return { page, faults: hearFaults(page) }
    },
  }
}

const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
]

// Each launch has a profile folder of its own, which the library removes.
async function launch(): Promise<Browser> {
  const { executablePath, environment } = await findBrowser()
  return chromium.launch({
    executablePath,
    args: flags,
    env: { ...process.env, ...environment } as Record<string, string>,
    timeout: 60_000,
  })
}

interface Found {
  executablePath: string
  environment?: Record<string, string>
}

const known = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** CHROME_PATH, else the system's, else the one that comes by npm. */
async function findBrowser(): Promise<Found> {
  const said = process.env['CHROME_PATH']
  if (said) return { executablePath: said }
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const ofSystem = known.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
  return ofSystem ? { executablePath: ofSystem } : oneAtATime('browser of npm', unpackBrowser)
}

/** The npm package brings the libraries too that a bare system lacks; they are for the browser alone. */
async function unpackBrowser(): Promise<Found> {
  const { default: packed, inflate } = await import('@sparticuz/chromium')
  const archives = join(dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..', 'bin')
  const executablePath = await packed.executablePath()
  const libraries = await inflate(join(archives, 'al2023.tar.br'))
  const before = process.env['LD_LIBRARY_PATH']
  return {
    executablePath,
    environment: {
      FONTCONFIG_PATH: join(tmpdir(), 'fonts'),
      LD_LIBRARY_PATH: [before, join(libraries, 'lib')].filter(Boolean).join(delimiter),
    },
  }
}

function hearFaults(page: Page): string[] {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (said) => {
    // A refusal is an answer like another; browser and screens report it as an error all the same.
    if (said.type() === 'error' && !/^(Failed to load resource|Problem: 4\d\d )/.test(said.text())) faults.push(said.text())
  })
  return faults
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']

interface Looked {
  /** These alone, instead of all. */
  rules?: string[]
  /** Also what is no rule of WCAG but its good practice: landmarks, the order of headings. */
  best?: boolean
}

/** What keeps people out, by the rules of WCAG 2.0 to 2.2, A and AA: one line a place. */
export async function findings(page: Page, { rules, best = false }: Looked = {}): Promise<string[]> {
  // What stands in frames is a customer's mail, or the browser's own reader of PDF, which answers nobody.
  const axe = new AxeBuilder({ page: await withScripts(page) }).exclude('iframe')
  // A look at few rules needs no page of its own to gather what frames say, where there are none.
  const chosen = rules
    ? axe.setLegacyMode(page.frames().length === 1).withRules(rules)
    : axe.withTags(best ? [...tags, 'best-practice'] : tags)
  const { violations } = await chosen.analyze()
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help} – ${target.join(' ')} – ${failureSummary?.split('\n').at(1)?.trim()}`),
  )
}

async function withScripts(page: Page): Promise<Page> {
  const twin = twins.get(page)
  if (!twin) return page
  const [address, body] = [page.url(), await page.content()]
  await twin.unrouteAll()
  await twin.route(address, (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body }))
  await twin.goto(address)
  return twin
}

/** Expects that nothing on this page keeps people out. */
export async function isGood(page: Page): Promise<void> {
  expect(await findings(page), `what axe finds on ${page.url()}`).toEqual([])
}

/** Whether something stands out at the side, so that the page has to be moved to be read. */
export const widerThanScreen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)

/** Carries out a part of a journey; when it fails, the error names a picture of what was to be seen. */
export async function shown<T>(page: Page, part: () => Promise<T>): Promise<T> {
  try {
    return await part()
  } catch (error) {
    const path = join(await mkdtemp(join(tmpdir(), 'redress-journey-')), 'page.png')
    const taken = await page.screenshot({ path, fullPage: true }).then(
      () => `A picture of the page: ${path}`,
      (why: unknown) => `No picture could be taken: ${String(why)}`,
    )
    if (error instanceof Error) error.message += `\n${page.url()}\n${taken}`
    throw error
  }
}
