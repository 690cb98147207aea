import { createHash } from 'node:crypto'
import { createReadStream, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ServePage } from '#platform/http/serve-page.ts'
import { refuse } from '#platform/refusal.ts'
import { accentSheet } from './accent-sheet.ts'
import '#platform/refusals.ts'

const styles = readFileSync(join(import.meta.dirname, 'portal.css'))
const hash = createHash('sha256').update(styles).digest('hex').slice(0, 12)
const file = `portal-${hash}.css`

/** The one style sheet of all public pages; its name changes with its content. */
export const styleSheet = { address: `/assets/styles/${file}` }

const packages = createRequire(import.meta.url)
const inter = (part: string): [string, string] => [
  `inter-${part}.woff2`,
  `@fontsource-variable/inter/files/inter-${part}-wght-normal.woff2`,
]
const gentium = (part: string): [string, string] => [
  `gentium-${part}.woff2`,
  `@fontsource/gentium-book-plus/files/gentium-book-plus-${part}-400-normal.woff2`,
]
const alphabets = ['greek', 'greek-ext', 'latin', 'latin-ext']
const fonts = new Map([...alphabets.map(inter), ...alphabets.map(gentium)])

const forEver = 'public, max-age=31536000, immutable'
const aWhile = 'public, max-age=2592000'

/** Styles and fonts, from our own host and nobody else's. */
export function assetRoutes(servePage: ServePage) {
  servePage({ method: 'GET', url: '/assets/styles/:file', requires: 'anyone' }, async ({ params }) => {
    if (!/^portal-[0-9a-f]{12}\.css$/.test(params['file'] ?? '')) throw refuse('platform.not_found')
    // While a new version is rolled out, a page of the other one may ask here: it gets ours, and forgets it.
    const cached = params['file'] === file ? forEver : 'no-store'
    return { file: styles, headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': cached } }
  })
  servePage({ method: 'GET', url: '/assets/accents/:file', requires: 'anyone' }, async ({ params }) => {
    const sheet = accentSheet(params['file'] ?? '')
    if (!sheet) throw refuse('platform.not_found')
    return { file: Buffer.from(sheet), headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': forEver } }
  })
  servePage({ method: 'GET', url: '/assets/fonts/:file', requires: 'anyone' }, async ({ params }) => {
    const font = fonts.get(params['file'] ?? '')
    if (!font) throw refuse('platform.not_found')
    return { file: createReadStream(packages.resolve(font)), headers: { 'content-type': 'font/woff2', 'cache-control': aWhile } }
  })
}
