import { accentShades, isReadable } from '#modules/people/rules/accent-colour.ts'

/** Where an organisation's colour is served: it is all that the address says, so that browsers may keep it for ever. */
export const accentAddress = (accent: string): string => `/assets/accents/${accent.slice(1)}.css`

/** The style sheet of an address; null for what is no colour that can be read. */
export function accentSheet(file: string): string | null {
  const [, figures] = /^([0-9a-f]{6})\.css$/.exec(file) ?? []
  if (!figures || !isReadable(`#${figures}`)) return null
  const { act, strong, soft, onAct, link } = accentShades(`#${figures}`)
  const role = (name: string, [day, night]: [string, string]) => `--${name}:light-dark(${day},${night})`
  const roles = [role('act', act), role('act-strong', strong), role('act-soft', soft), role('on-act', onAct), role('link', link)]
  return `:root{${roles.join(';')}}\n`
}
