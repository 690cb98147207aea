import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { type Letter, letters } from '#modules/tone/contract/check.ts'
import type { AnswerOf } from '#platform/endpoint.ts'
import { Act } from '#workspace/kit/act.tsx'
import { type Language, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Pair, Section } from '#workspace/kit/section.tsx'
import type { listTemplates, Template } from '../contract.ts'
import styles from './letters.module.css'
import { OutsideBodies } from './outside-bodies.tsx'
import { templatesQuery, versionsQuery } from './queries.ts'
import { TemplateForm } from './template-form.tsx'

/** What a version says, part by part. */
function Wording({ template }: { template: Template }) {
  const say = useWords('letters')
  return (
    <dl className={styles.template} lang={template.language}>
      <div>
        <dt>{say('web.subject')}</dt>
        <dd>{template.subject}</dd>
      </div>
      {template.blocks.map(({ block, heading, text }) => (
        <div key={block} className={styles.templateBlock}>
          <dt>
            <b className={styles.blockName}>{heading || say(`block.${block}`)}</b>
          </dt>
          <dd className={styles.address}>{text || say('web.left_out')}</dd>
        </div>
      ))}
    </dl>
  )
}

function History({ letter, language }: { letter: Letter; language: Language }) {
  const say = useWords('letters')
  const { moment } = useInWords()
  const query = useQuery(versionsQuery(letter, language))
  return (
    <Queried query={query} rows={1}>
      {({ data }) => (
        <div className={styles.history}>
          {data.map((version) => (
            <details key={version.number}>
              <summary>
                {version.at === null || version.by === null
                  ? say('web.shipped')
                  : say('web.version', { number: version.number, name: version.by.name, moment: moment(version.at) })}
                {version.change !== null && ` – ${version.change}`}
              </summary>
              <Wording template={version} />
            </details>
          ))}
        </div>
      )}
    </Queried>
  )
}

type Templates = AnswerOf<typeof listTemplates>

function Chosen({ template, variables }: { template: Template; variables: Templates['variables'] }) {
  const say = useWords('letters')
  const [editing, setEditing] = useState(false)
  const [history, setHistory] = useState(false)
  if (editing) return <TemplateForm template={template} variables={variables} onDone={() => setEditing(false)} />
  return (
    <>
      <Wording template={template} />
      <div className={styles.ways}>
        {template.may.edit && <Act onAct={() => setEditing(true)}>{say('web.edit')}</Act>}
        <Act as="plain" onAct={() => setHistory(!history)}>
          {say(history ? 'web.hide_history' : 'web.history')}
        </Act>
      </div>
      {history && <History letter={template.letter} language={template.language} />}
    </>
  )
}

function Choice({ data, variables }: Templates) {
  const say = useWords('letters')
  const people = useWords('people')
  const own = useLanguage()
  const [letter, setLetter] = useState<Letter>('final_upheld')
  const [language, setLanguage] = useState<Language>(own)
  const template = data.find((one) => one.letter === letter && one.language === language)
  return (
    <>
      <Pair>
        <Select
          label={say('web.which')}
          data={letters.map((value) => ({ value, label: say(`letter.${value}`) }))}
          value={letter}
          onChange={(value) => setLetter(letters.find((one) => one === value) ?? letter)}
          allowDeselect={false}
        />
        <Select
          label={say('web.in_language')}
          data={languages.map((value) => ({ value, label: people(`web.languages.${value}`) }))}
          value={language}
          onChange={(value) => setLanguage(languages.find((one) => one === value) ?? language)}
          allowDeselect={false}
        />
      </Pair>
      {template !== undefined && <Chosen key={`${letter} ${language} ${template.number}`} template={template} variables={variables} />}
    </>
  )
}

/** In the settings: what each letter says in each language, and where customers can turn who are not content with us. */
export function LettersSettings() {
  const say = useWords('letters')
  const query = useQuery(templatesQuery)
  return (
    <>
      <Section title={say('web.settings')} about={say('web.settings_about')}>
        <Queried query={query}>{(templates) => <Choice {...templates} />}</Queried>
      </Section>
      <OutsideBodies />
    </>
  )
}
