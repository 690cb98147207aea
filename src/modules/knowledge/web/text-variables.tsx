import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { slotProblems } from '../rules/slots.ts'
import { labelOf, slotKinds, variables } from '../rules/variables.ts'
import styles from './knowledge.module.css'

/** What may stand in braces, and what is wrong with those that do. */
export function Variables({ body }: { body: string }) {
  const say = useWords('knowledge')
  const reader = useLanguage()
  const { unknown, broken } = slotProblems(body)
  const slots = slotKinds.map((kind) => `{{${kind}: …}} (${say(`slot_kinds.${kind}`)})`).join(', ')
  return (
    <div className={styles.variables}>
      <p role="status" data-wrong={unknown.length + broken.length > 0 || undefined}>
        {unknown.length > 0 && `${say('web.problems_unknown', { names: unknown.join(', ') })} `}
        {broken.length > 0 && say('web.problems_broken', { words: broken[0] })}
        {unknown.length + broken.length === 0 && say('web.fine')}
      </p>
      <details>
        <summary>{say('web.variables')}</summary>
        <p>{say('web.variables_about')}</p>
        <dl>
          {variables.map((name) => (
            <div key={name}>
              <dt>
                <code>{`{{${name}}}`}</code>
              </dt>
              <dd>{labelOf(name, reader)}</dd>
            </div>
          ))}
        </dl>
        <p>{say('web.slots_about', { slots })}</p>
      </details>
    </div>
  )
}
