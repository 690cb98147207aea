import { FileInput } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { About, Said } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { loadPack } from '../contract.ts'
import { clocks } from './queries.ts'

async function packIn(file: File | null): Promise<unknown> {
  const text = (await file?.text()) ?? ''
  try {
    return JSON.parse(text) as unknown
  } catch {
    // the desk refuses it, and says so
    return text.slice(0, 100)
  }
}

/** A pack of presets from a file: without a new release. */
export function LoadPack() {
  const say = useWords('clocks')
  const [file, setFile] = useState<File | null>(null)
  const loading = useDoing(async () => call(loadPack, {}, { body: { pack: await packIn(file) } }), [clocks])
  const form = useFields(loading.error)
  return (
    <Form
      form={form}
      busy={loading.isPending}
      send={say('web.load')}
      notYet={file === null ? say('web.load_file') : undefined}
      onSend={() => loading.mutate(undefined, { onSuccess: () => setFile(null) })}
    >
      <About>{say('web.load_about')}</About>
      <FileInput label={say('web.load_file')} value={file} onChange={setFile} accept="application/json,.json" clearable />
      {loading.data && <Said kept>{say('web.loaded', { written: loading.data.written.length, same: loading.data.same.length })}</Said>}
    </Form>
  )
}
