import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import { build } from 'vite'
import type { Language } from '#platform/endpoint.ts'
import { labelledSentences, languages } from '../../scripts/tone/labelled-texts.ts'
import type { Asked, Took } from './browser-page.ts'

export interface Speed {
  language: Language
  learned: boolean
  fresh: { p50: number; p95: number }
  /** The longest that the page is held up, when a whole reply is read in slices. */
  slice: { p50: number; p95: number }
  typed: { p50: number; p95: number }
}

/** The checker in a real Chromium's main thread, on replies of 2,000 characters of which no two are alike. */
export async function speedInBrowser(executablePath: string): Promise<Speed[]> {
  const script = await bundled()
  const browser = await chromium.launch({ executablePath, args: ['--headless', '--no-sandbox', '--disable-gpu'] })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: script })
    const speeds: Speed[] = []
    for (const language of languages) {
      for (const learned of [false, true]) {
        const asked: Asked = { language, learned, replies: repliesOf(language) }
        const took = await page.evaluate((told) => (globalThis as unknown as { measure(asked: Asked): Promise<Took> }).measure(told), asked)
        speeds.push({ language, learned, fresh: middleOf(took.fresh), slice: middleOf(took.slice), typed: middleOf(took.typed) })
      }
    }
    return speeds
  } finally {
    await browser.close()
  }
}

const length = 2_000
const count = 800
// The share of the first ones that is left out: until the engine is warm.
const warmUp = 0.25

async function bundled(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-bench-words-'))
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        outDir: folder,
        lib: { entry: join(import.meta.dirname, 'browser-page.ts'), formats: ['iife'], name: 'words', fileName: () => 'page.js' },
      },
    })
    return await readFile(join(folder, 'page.js'), 'utf8')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function repliesOf(language: Language): string[] {
  const sentences = labelledSentences(language).map(({ text }) => text)
  let next = 0
  return Array.from({ length: count }, () => {
    let reply = ''
    // A step that shares no factor with any number of sentences that we have.
    for (; reply.length < length; next += 7_919) reply += `${sentences[next % sentences.length] ?? ''} `
    return reply.slice(0, length)
  })
}

function middleOf(times: number[]): { p50: number; p95: number } {
  const sorted = times.slice(Math.floor(times.length * warmUp)).toSorted((one, other) => one - other)
  const at = (share: number) => sorted[Math.floor(sorted.length * share)] ?? 0
  return { p50: at(0.5), p95: at(0.95) }
}
