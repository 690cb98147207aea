import { useQuery } from '@tanstack/react-query'
import { useWords } from '#workspace/kit/desk.ts'
import { type FactLine, FactsList } from '#workspace/kit/facts-list.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import type { Preset } from '../contract/preset.ts'
import type { PresetVersion } from '../contract.ts'
import styles from './clocks.module.css'
import { versionsQuery } from './queries.ts'
import { useSpans } from './use-spans.ts'

function RulesTable({ preset }: { preset: Preset }) {
  const say = useWords('clocks')
  const spans = useSpans()
  return (
    <table className={styles.rules}>
      <thead>
        <tr>
          <th scope="col">{say('web.kind')}</th>
          <th scope="col">{say('web.clock')}</th>
          <th scope="col">{say('web.legal')}</th>
        </tr>
      </thead>
      <tbody>
        {preset.clocks.map((clock) => (
          <tr key={clock.kind}>
            <td>{say(`kinds.${clock.kind}`)}</td>
            <td>
              {clock.target ? say('web.target', { span: spans(clock), target: spans(clock.target) }) : spans(clock)}
              {clock.note && <small lang="en"> ({clock.note})</small>}
            </td>
            <td>{clock.legal ? '§' : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function useAboutLines(preset: Preset): FactLine[] {
  const say = useWords('clocks')
  const { whole } = useInWords()
  const day = (iso: string | null) => iso && whole(`${iso}T12:00:00Z`)
  const said = Object.entries(preset.must_say).map(([letter, lines]) => `${letter}: ${lines?.join('; ') ?? ''}`)
  const lines: (FactLine | null)[] = [
    { name: say('web.basis'), value: preset.basis, lang: 'en' },
    preset.valid_from === null ? null : { name: say('web.valid_from'), value: day(preset.valid_from) },
    preset.mandatory_from === null ? null : { name: say('web.mandatory_from'), value: day(preset.mandatory_from) },
    { name: say('web.checked_on'), value: `${day(preset.checked_on)} (${say(`confidence.${preset.confidence.level}`)})` },
    { name: say('web.sources'), value: preset.sources.join(' · '), lang: 'en' },
    said.length === 0 ? null : { name: say('web.must_say'), value: said.join(' · '), lang: 'en' },
    preset.notes.length === 0 ? null : { name: say('web.notes'), value: preset.notes.join(' · '), lang: 'en' },
  ]
  return lines.filter((line) => line !== null)
}

function Versions({ code }: { code: string }) {
  const say = useWords('clocks')
  const { whole, moment } = useInWords()
  const query = useQuery(versionsQuery(code))
  return (
    <Queried query={query} rows={1}>
      {({ data }) => (
        <ul aria-label={say('web.versions')}>
          {data.map(({ version, used_from, change, written_by, written_at, used }) => (
            <li key={version}>
              {used_from === null
                ? say('web.version_first', { version })
                : say('web.version_line', { version, day: whole(`${used_from}T12:00:00Z`) })}
              {' · '}
              {[written_by.name, moment(written_at), change, say('web.used', { count: used })].filter(Boolean).join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </Queried>
  )
}

/** A preset, opened: its limits, where they come from, how sure we are, and every version. */
export function PresetView({ shown }: { shown: PresetVersion }) {
  return (
    <div className={styles.preset}>
      <RulesTable preset={shown.preset} />
      <FactsList facts={useAboutLines(shown.preset)} />
      <Versions code={shown.code} />
    </div>
  )
}
