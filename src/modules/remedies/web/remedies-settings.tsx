import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { CataloguePanel } from '../catalogue/web/catalogue-panel.tsx'
import type { MatrixVersion } from '../contract.ts'
import { columns } from '../rules/kinds.ts'
import { type Rank, ranks } from '../rules/matrix.ts'
import { BudgetsPanel } from './budgets-panel.tsx'
import { MatrixForm } from './matrix-form.tsx'
import { matricesQuery } from './queries.ts'
import styles from './remedies.module.css'
import { useSums } from './use-remedy-words.ts'

const together = ['complaint', 'customer', 'day'] as const

/** The limits as a table: roles across, what they are of downwards. */
function Table({ rules }: { rules: MatrixVersion['rules'] }) {
  const say = useWords('remedies')
  const sum = useSums()
  const written = (amount: number | null) => (amount === null ? say('web.no_limit') : sum({ amount, currency: rules.currency }))
  const row = (name: string, of: (rank: Rank) => number | null) => (
    <tr key={name}>
      <th scope="row">{say(`limit_name.${name}`)}</th>
      {ranks.map((rank) => (
        <td key={rank} data-sum>
          {written(of(rank))}
        </td>
      ))}
    </tr>
  )
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a wide table scrolls: who has no pointer scrolls it by key
    <section className={styles.wide} tabIndex={0} aria-label={say('web.limits')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{say('web.limits')}</th>
            {ranks.map((rank) => (
              <th key={rank} scope="col" data-sum>
                {say(`rank.${rank}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => row(column, (rank) => rules.roles[rank].decision[column]))}
          {together.map((name) => row(name, (rank) => rules.roles[rank][name]))}
        </tbody>
      </table>
    </section>
  )
}

const isToCome = ({ valid_from }: MatrixVersion): boolean =>
  valid_from !== null && Temporal.Instant.compare(Temporal.Instant.from(valid_from), Temporal.Now.instant()) > 0

/** Which one it is, and whether it holds now or begins later. */
function Title({ version }: { version: MatrixVersion }) {
  const say = useWords('remedies')
  return (
    <>
      {say('web.version', { version: version.version })} {version.holds && <Chip tone="kept">{say('web.holds_now')}</Chip>}
      {isToCome(version) && <Chip tone="act">{say('web.to_come')}</Chip>}
    </>
  )
}

function Version({ version, opened, onOpen }: { version: MatrixVersion; opened: boolean; onOpen: () => void }) {
  const say = useWords('remedies')
  const { moment } = useInWords()
  const shipped = version.valid_from === null || version.written_by === null
  return (
    <Row
      at={String(version.version)}
      here={opened}
      title={<Title version={version} />}
      line={
        shipped
          ? say('web.shipped')
          : say('web.written', {
              name: version.written_by?.name ?? '',
              moment: moment(version.valid_from ?? ''),
              change: version.change ? ` · ${version.change}` : '',
            })
      }
      acts={
        <Act as="plain" size="xs" onAct={onOpen}>
          {say(opened ? 'web.hide' : 'web.show')}
        </Act>
      }
    >
      {opened && <Table rules={version.rules} />}
    </Row>
  )
}

function Matrices() {
  const say = useWords('remedies')
  const query = useQuery(matricesQuery)
  const [opened, setOpened] = useState<number | null>(null)
  const [writing, setWriting] = useState(false)
  const holds = query.data?.data.find((one) => one.holds)
  const newest = query.data?.data[0]?.version ?? 0
  const add = query.data?.may.edit && !writing && (
    <Act as="do" icon="add" onAct={() => setWriting(true)}>
      {say('web.new_version')}
    </Act>
  )
  return (
    <Section title={say('web.limits')} about={say('web.limits_about')} acts={add}>
      {writing && holds && (
        <InPlace title={say('web.new_version')} about={say('web.new_version_about')} onClose={() => setWriting(false)}>
          <MatrixForm newest={newest} from={holds} onDone={() => setWriting(false)} />
        </InPlace>
      )}
      <Queried query={query}>
        {({ data }) => (
          <Rows name={say('web.limits')}>
            {data.map((one) => (
              <Version
                key={one.version}
                version={one}
                opened={opened === one.version}
                onOpen={() => setOpened(opened === one.version ? null : one.version)}
              />
            ))}
          </Rows>
        )}
      </Queried>
    </Section>
  )
}

/** Settings → Remedies: what each role may decide alone, version by version, and what teams may give. */
export function RemediesSettings() {
  return (
    <>
      <Matrices />
      <CataloguePanel />
      <BudgetsPanel />
    </>
  )
}
