import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { ChangedMeanwhile } from '#workspace/kit/changed-meanwhile.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Said, Section } from '#workspace/kit/section.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { type HelpText, writeHelp } from '../contract.ts'
import { helpQuery } from './queries.ts'

function OneText({ help }: { help: HelpText }) {
  const say = useWords('boundaries')
  const { language } = help
  const [kept, setKept] = useState(false)
  const edit = useEdit<{ text: string }>({
    now: { version: help.version, fields: { text: help.text } },
    send: (changed, version) => call(writeHelp, { language }, { body: { text: help.text, ...changed, version } }),
    refresh: [['boundaries', 'help']],
    onDone: () => setKept(true),
  })
  const { fields, saving } = edit
  const name = say(`web.settings_text.${language}`)
  return (
    <SmallForm
      onSubmit={(event) => {
        event.preventDefault()
        edit.save()
      }}
    >
      <Textarea
        label={name}
        lang={language}
        value={fields.text}
        onChange={(event) => {
          setKept(false)
          edit.change({ text: event.currentTarget.value })
        }}
        maxLength={4000}
        autosize
        minRows={2}
      />
      {saving.isError && !edit.stale && <Refused why={saving.error} />}
      {edit.stale && (
        <ChangedMeanwhile
          sides={[{ name, theirs: edit.desk.text || '–', yours: fields.text || '–' }]}
          busy={saving.isPending}
          onKeepMine={edit.keepMine}
          onTakeTheirs={edit.takeTheirs}
        />
      )}
      {kept && <Said kept>{say('web.saved')}</Said>}
      <FormActs>
        <Act submits size="xs" busy={saving.isPending}>
          {say('web.save')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}

/** In the settings: what colleagues may say at a sign of self-harm, in each language. */
export function HelpPanel() {
  const say = useWords('boundaries')
  const query = useQuery(helpQuery)
  return (
    <Section title={say('web.settings')} about={say('web.settings_about')}>
      <Queried query={query}>
        {({ data }) => (
          <>
            {data.map((help) => (
              <OneText key={help.language} help={help} />
            ))}
          </>
        )}
      </Queried>
    </Section>
  )
}
