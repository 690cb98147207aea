import { Select, Textarea } from '@mantine/core'
import { useWords } from '#workspace/kit/desk.ts'
import type { Fields as FormFields } from '#workspace/kit/form.tsx'
import { type ServerKind, type TrustFields, trustWays } from './mailbox-fields.ts'

interface TrustChoiceProps {
  kind: ServerKind
  form: FormFields
  trust: TrustFields
  change: (trust: TrustFields) => void
}

/** Which certificate of the server is right. There is no way to check none. */
export function TrustChoice({ kind, form, trust, change }: TrustChoiceProps) {
  const say = useWords('channels')
  return (
    <>
      <Select
        label={say('web.trust.title')}
        data={trustWays.map((value) => ({ value, label: say(`web.trust.ways.${value}`) }))}
        value={trust.way}
        onChange={(code) => change({ ...trust, way: trustWays.find((way) => way === code) ?? 'usual' })}
        allowDeselect={false}
      />
      {trust.way !== 'usual' && (
        <Textarea
          {...form.at(`${kind}.trust.pem`)}
          label={say('web.trust.pem')}
          description={say('web.trust.pem_hint')}
          value={trust.pem}
          onChange={(event) => change({ ...trust, pem: event.currentTarget.value })}
          autosize
          minRows={3}
          maxRows={8}
          maxLength={50_000}
          spellCheck={false}
        />
      )}
    </>
  )
}
