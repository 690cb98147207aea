import { plainTextOf } from '#modules/conversations/rules/plain-text.ts'
import type { Language } from '#workspace/kit/desk.ts'
import { fillText, slotLabel, unfilledSlots } from '../rules/slots.ts'
import { sampleRecord } from '../rules/variables.ts'
import styles from './knowledge.module.css'

/** A wording as it would read with an invented record; what stays open is marked. */
export function Preview({ body, language }: { body: string; language: Language }) {
  const parts = plainTextOf(fillText(body, sampleRecord(language), language)).split(/(\{\{[^{}]*\}\})/)
  return (
    <div className={styles.preview} lang={language}>
      {parts.map((words, at) =>
        at % 2 === 1 ? <mark key={`${at} ${words}`}>{unfilledSlots(words).map(slotLabel).join('')}</mark> : words,
      )}
    </div>
  )
}
