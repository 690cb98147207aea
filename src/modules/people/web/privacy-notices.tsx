import { Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, type Language, languages, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type PrivacyNotice, writePrivacyNotice } from '../contract.ts'
import styles from './people.module.css'
import { noticesQuery, people } from './queries.ts'

function WriteNotice({ language, before, onDone }: { language: Language; before: string; onDone: () => void }) {
  const say = useWords('people')
  const [text, setText] = useState(before)
  const writing = useDoing(() => call(writePrivacyNotice, {}, { body: { language, text } }), [people])
  const form = useFields(writing.error)
  const notYet = text.trim() === '' ? say('web.privacy.first') : text === before ? say('web.nothing_changed') : undefined
  return (
    <InPlace
      title={say('web.privacy.write_in', { language: say(`web.languages.${language}`) })}
      about={say('web.privacy.write_about')}
      onClose={onDone}
    >
      <Form
        form={form}
        main
        busy={writing.isPending}
        onSend={() => writing.mutate(undefined, { onSuccess: onDone })}
        send={say('web.privacy.publish')}
        notYet={notYet}
        onCancel={onDone}
      >
        <Textarea
          {...form.at('text')}
          label={say('web.privacy.text')}
          lang={language}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          autosize
          minRows={8}
          maxRows={24}
          maxLength={50_000}
        />
      </Form>
    </InPlace>
  )
}

function Versions({ notices }: { notices: readonly PrivacyNotice[] }) {
  const say = useWords('people')
  const { day } = useInWords()
  const [read, setRead] = useState<number | null>(null)
  return (
    <Rows name={say('web.privacy.versions')}>
      {notices.map(({ version, valid_from, current, text, language }) => (
        <Row
          key={version}
          title={
            <>
              {say('web.privacy.version', { version })} {current && <Chip tone="kept">{say('web.privacy.current')}</Chip>}
            </>
          }
          line={say('web.privacy.since', { day: day(valid_from) })}
          acts={
            <Act as="plain" size="xs" onAct={() => setRead(read === version ? null : version)}>
              {say(read === version ? 'web.fold' : 'web.read')}
            </Act>
          }
        >
          {read === version && (
            <div className={styles.notice} lang={language}>
              {text}
            </div>
          )}
        </Row>
      ))}
    </Rows>
  )
}

/** The privacy notice in each language, with every version: a complaint by form keeps which one was shown. */
export function PrivacyNotices() {
  const say = useWords('people')
  const query = useQuery(noticesQuery)
  const [writing, setWriting] = useState<Language | null>(null)
  return (
    <Queried query={query}>
      {({ data }) =>
        languages.map((language) => {
          const notices = data.filter((notice) => notice.language === language)
          const before = notices.find(({ current }) => current)?.text ?? ''
          return (
            <Section
              key={language}
              title={say('web.privacy.title', { language: say(`web.languages.${language}`) })}
              about={notices.length === 0 ? say('web.privacy.none') : undefined}
              acts={
                writing === language ? undefined : (
                  <Act size="xs" onAct={() => setWriting(language)}>
                    {say(notices.length === 0 ? 'web.privacy.write' : 'web.privacy.next')}
                  </Act>
                )
              }
            >
              {writing === language && <WriteNotice language={language} before={before} onDone={() => setWriting(null)} />}
              {notices.length > 0 && <Versions notices={notices} />}
            </Section>
          )
        })
      }
    </Queried>
  )
}
