import { FileInput, NumberInput } from '@mantine/core'
import { useState } from 'react'
import { addressOf, call, sendFile, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Said } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Added, generateCodes, importCodes, mostCodes, type Pool } from '../contract.ts'
import { pools } from './queries.ts'

/** How many codes came, and which rows did not, each with its sentence. */
function Came({ added }: { added: Added }) {
  const say = useWords('coupons')
  const more = added.refused_count - added.refused.length
  return (
    <Said kept={added.refused_count === 0}>
      <p>{say('web.added', { count: added.added })}</p>
      {added.refused_count > 0 && (
        <>
          <p>{say('web.refused', { count: added.refused_count })}</p>
          <ul>
            {added.refused.map(({ row, fault }) => (
              <li key={`${row} ${fault}`}>{say(`row.${fault}`, { row })}</li>
            ))}
            {more > 0 && <li>{say('web.refused_more', { count: more })}</li>}
          </ul>
        </>
      )}
    </Said>
  )
}

function ImportForm({ pool }: { pool: Pool }) {
  const say = useWords('coupons')
  const [file, setFile] = useState<File | null>(null)
  const doing = useDoing(
    (chosen: File) =>
      sendFile(chosen, {
        to: addressOf(importCodes, { pool: pool.id }, undefined),
        onProgress: () => undefined,
        signal: new AbortController().signal,
      }).then((answered) => answered as Added), // what the contract says that it answers
    pools,
  )
  const form = useFields(doing.error)
  return (
    <Form
      form={form}
      busy={doing.isPending}
      send={say('web.import_do')}
      notYet={file === null ? say('web.file_first') : undefined}
      onSend={() => file !== null && doing.mutate(file, { onSuccess: () => setFile(null) })}
    >
      <FileInput label={say('web.file')} description={say('web.file_about')} accept=".csv,.txt,text/csv" value={file} onChange={setFile} />
      {doing.isSuccess && <Came added={doing.data} />}
    </Form>
  )
}

function GenerateForm({ pool }: { pool: Pool }) {
  const say = useWords('coupons')
  const [count, setCount] = useState<number | null>(null)
  const doing = useDoing((wanted: number) => call(generateCodes, { pool: pool.id }, { body: { count: wanted } }), pools)
  const form = useFields(doing.error)
  return (
    <Form
      form={form}
      busy={doing.isPending}
      send={say('web.generate_do')}
      notYet={count === null ? say('web.count_first') : undefined}
      onSend={() => count !== null && doing.mutate(count, { onSuccess: () => setCount(null) })}
    >
      <NumberInput
        {...form.at('count')}
        label={say('web.count')}
        description={say('web.count_about')}
        value={count ?? ''}
        onChange={(value) => setCount(value === '' ? null : Number(value))}
        min={1}
        max={mostCodes}
        allowDecimal={false}
      />
      {doing.isSuccess && <Came added={doing.data} />}
    </Form>
  )
}

/** New codes for a pool: from a file, or made here. */
export function CodesForm({ pool, onDone }: { pool: Pool; onDone: () => void }) {
  const say = useWords('coupons')
  return (
    <InPlace title={say('web.add_codes', { name: pool.name })} onClose={onDone}>
      <ImportForm pool={pool} />
      <GenerateForm pool={pool} />
    </InPlace>
  )
}
