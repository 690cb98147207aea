import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip, Late } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { endPool, type Pool } from '../contract.ts'
import { CodesForm } from './codes-form.tsx'
import { EditPoolForm, NewPoolForm } from './pool-form.tsx'
import { pools, poolsQuery } from './queries.ts'
import { useCouponWords } from './use-worth.ts'

function EndForm({ pool, onDone }: { pool: Pool; onDone: () => void }) {
  const say = useWords('coupons')
  const ending = useDoing(() => call(endPool, { pool: pool.id }), pools)
  const form = useFields(ending.error)
  return (
    <InPlace title={say('web.end_pool', { name: pool.name })} about={say('web.end_about')} onClose={onDone}>
      <Form
        form={form}
        main
        busy={ending.isPending}
        onSend={() => ending.mutate(undefined, { onSuccess: onDone })}
        send={say('web.end_do')}
        onCancel={onDone}
      >
        {null}
      </Form>
    </InPlace>
  )
}

const forms = ['codes', 'edit', 'end'] as const
type Opened = { pool: string; form: (typeof forms)[number] } | null

/** What somebody should know at a glance: it is closed, not open today, empty or nearly so. */
function Mark({ pool }: { pool: Pool }) {
  const say = useWords('coupons')
  if (pool.ended_at !== null) return <Chip>{say('web.closed')}</Chip>
  if (!pool.open) return <Chip>{say('web.shut')}</Chip>
  if (pool.stock === 0) return <Late>{say('web.dry')}</Late>
  return pool.low ? <Late>{say('web.low')}</Late> : null
}

interface PoolRowProps {
  pool: Pool
  manages: boolean
  opened: Opened
  onOpen: (opened: Opened) => void
}

function PoolRow({ pool, manages, opened, onOpen }: PoolRowProps) {
  const say = useWords('coupons')
  const words = useCouponWords()
  const form = opened?.pool === pool.id ? opened.form : undefined
  const close = () => onOpen(null)
  const figures = say('web.figures', { reserved: pool.reserved, issued: pool.issued, redeemed: pool.redeemed })
  return (
    <Row
      title={
        <>
          {pool.name} <Chip>{words(pool)}</Chip> <Mark pool={pool} />
        </>
      }
      line={`${say('web.stock', { count: pool.stock })} · ${figures}`}
      acts={
        manages &&
        pool.ended_at === null &&
        forms.map((one) => (
          <Act key={one} as="plain" size="xs" onAct={() => onOpen({ pool: pool.id, form: one })}>
            {say(`web.${one}`)}
          </Act>
        ))
      }
      here={form !== undefined}
    >
      {form === 'codes' && <CodesForm pool={pool} onDone={close} />}
      {form === 'edit' && <EditPoolForm pool={pool} onDone={close} />}
      {form === 'end' && <EndForm pool={pool} onDone={close} />}
    </Row>
  )
}

/** In the settings: the pools of codes, what is left in each, and where new ones come from. */
export function PoolsPanel() {
  const say = useWords('coupons')
  const query = useQuery(poolsQuery)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Opened>(null)
  const manages = query.data?.may.manage === true
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.add_pool')}
    </Act>
  )
  return (
    <Section title={say('web.settings')} about={say('web.settings_about')} acts={manages ? add : undefined}>
      {adding && <NewPoolForm onDone={() => setAdding(false)} />}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={say('web.no_pools')}>{say('web.no_pools_about')}</Empty>
          ) : (
            <Rows name={say('web.settings')}>
              {data.map((pool) => (
                <PoolRow key={pool.id} pool={pool} manages={manages} opened={opened} onOpen={setOpened} />
              ))}
            </Rows>
          )
        }
      </Queried>
    </Section>
  )
}
