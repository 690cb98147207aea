import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { editLimits, type LimitSettings, type PresetVersion } from '../contract.ts'
import styles from './clocks.module.css'
import { PresetForm } from './preset-form.tsx'
import { PresetView } from './preset-view.tsx'
import { clocks, presetsQuery } from './queries.ts'
import { useSpans } from './use-spans.ts'

interface OneProps {
  limits: LimitSettings
  shown: PresetVersion
  isOpen: boolean
  onOpen: (code: string | null) => void
}

/** Its limits in one line. */
function useLimitsLine() {
  const say = useWords('clocks')
  const spans = useSpans()
  return ({ preset }: PresetVersion): string => preset.clocks.map((clock) => `${say(`kinds.${clock.kind}`)} ${spans(clock)}`).join(' · ')
}

function SwitchPreset({ limits, code }: { limits: LimitSettings; code: string }) {
  const say = useWords('clocks')
  const isOff = limits.without.includes(code)
  const without = isOff ? limits.without.filter((one) => one !== code) : [...limits.without, code]
  const switching = useDoing(() => call(editLimits, {}, { body: { without }, version: limits.version }), [clocks])
  return (
    <>
      <Act size="xs" busy={switching.isPending} onAct={() => switching.mutate()}>
        {say(isOff ? 'web.switch_on' : 'web.switch_off')}
      </Act>
      {switching.isError && <Refused why={switching.error} />}
    </>
  )
}

function Opened({ limits, shown }: Pick<OneProps, 'limits' | 'shown'>) {
  const say = useWords('clocks')
  const [copies, setCopies] = useState(false)
  if (copies) return <PresetForm shown={shown} onDone={() => setCopies(false)} />
  return (
    <>
      <PresetView shown={shown} />
      {limits.may.edit && (
        <div className={styles.acts}>
          <Act size="xs" onAct={() => setCopies(true)}>
            {say('web.copy')}
          </Act>
          {shown.preset.applies.by === 'rule' && <SwitchPreset limits={limits} code={shown.code} />}
        </div>
      )}
    </>
  )
}

function One({ limits, shown, isOpen, onOpen }: OneProps) {
  const say = useWords('clocks')
  const language = useLanguage()
  const line = useLimitsLine()
  const { preset, code, version, chosen } = shown
  return (
    <Row
      at={code}
      here={isOpen}
      title={
        <>
          {preset.names[language]} {chosen !== null && <Chip tone="kept">{say('web.chosen_now', { why: say(`why.${chosen}`) })}</Chip>}{' '}
          {limits.without.includes(code) && <Chip>{say('web.off')}</Chip>}
        </>
      }
      line={[say(`standing.${preset.standing}`), say('web.version', { version }), line(shown)].filter(Boolean).join(' · ')}
      acts={
        <Act as="plain" size="xs" onAct={() => onOpen(isOpen ? null : code)}>
          {say(isOpen ? 'web.close' : 'web.open')}
          <VisuallyHidden>: {preset.names[language]}</VisuallyHidden>
        </Act>
      }
    >
      {isOpen && <Opened limits={limits} shown={shown} />}
    </Row>
  )
}

/** Every preset in its newest version: those that apply now on top. */
export function PresetsList({ limits }: { limits: LimitSettings }) {
  const say = useWords('clocks')
  const query = useQuery(presetsQuery)
  const [opened, setOpened] = useState<string | null>(null)
  return (
    <Queried query={query} rows={8}>
      {({ data }) => (
        <Rows name={say('web.presets')}>
          {data
            .toSorted((one, other) => Number(other.chosen !== null) - Number(one.chosen !== null))
            .map((shown) => (
              <One key={shown.code} limits={limits} shown={shown} isOpen={opened === shown.code} onOpen={setOpened} />
            ))}
        </Rows>
      )}
    </Queried>
  )
}
