import type { Say } from '#platform/words.ts'
import { html, type Markup } from './markup.ts'

export interface Field {
  name: string
  label: string
  hint?: string | undefined
  /** Said beside the label of what may stay empty. */
  optional?: string | undefined
  value?: string | undefined
  fault?: string | undefined
}

interface TextField extends Field {
  type?: 'text' | 'email' | 'tel' | 'date'
  autocomplete?: string
  /** About how many characters it is meant for. */
  size?: 'short' | 'whole'
}

/** Label above, hint under the label, the fault under that, and then the field. */
export function textField({ type = 'text', autocomplete, size = 'whole', ...field }: TextField) {
  return fieldBox(
    field,
    html`<input
      class=${size}
      type=${type}
      id=${field.name}
      name=${field.name}
      value=${field.value}
      autocomplete=${autocomplete}
      spellcheck=${type === 'text' ? undefined : 'false'}
      aria-describedby=${describedBy(field)}
      aria-invalid=${field.fault ? 'true' : undefined}
    />`,
  )
}

/** Room for somebody's own words. */
export function wordsField({ rows = 7, ...field }: Field & { rows?: number }) {
  // A browser swallows the first line break of a text area: it gets one to swallow.
  const value = `\n${field.value ?? ''}`
  return fieldBox(
    field,
    html`<textarea id=${field.name} name=${field.name} rows=${rows} aria-describedby=${describedBy(field)} aria-invalid=${field.fault ? 'true' : undefined}>
${value}</textarea
    >`,
  )
}

export function filesField(field: Omit<Field, 'value'>) {
  return fieldBox(field, html`<input type="file" id=${field.name} name=${field.name} multiple aria-describedby=${describedBy(field)} />`)
}

export function checkbox({ name, label, checked }: { name: string; label: string; checked: boolean }) {
  return html`<label class="check" for=${name}><input type="checkbox" id=${name} name=${name} value="yes" checked=${checked} /><span>${label}</span></label>`
}

/** One answer out of a few, each in words. */
export function choiceField({ choices, ...field }: Field & { choices: readonly { value: string; label: string }[] }) {
  const rows = choices.map(
    ({ value, label }) =>
      html`<label class="check"><input type="radio" name=${field.name} value=${value} checked=${field.value === value} /><span>${label}</span></label>`,
  )
  return fieldGroup({ name: field.name, label: field.label, fault: field.fault }, html`${rows}`)
}

/** Several fields that answer one question. */
export function fieldGroup(group: { name: string; label: string; hint?: string; fault?: string | undefined }, fields: Markup) {
  return html`<div class=${group.fault ? 'field fault' : 'field'}>
    <fieldset aria-describedby=${describedBy(group)}>
      <legend id=${group.name} tabindex="-1">${group.label}</legend>
      ${hintOf(group)}${faultOf(group)}${fields}
    </fieldset>
  </div>`
}

/** `quiet`: beside the one act that a page is for. */
export const button = (label: string, look?: 'quiet') => html`<button type="submit" class=${look}>${label}</button>`

/** What is wrong with the files that were refused, in one sentence; nothing when none was. */
export function filesFault(refused: readonly { name: string; why: 'too_large' | 'too_many' }[], say: Say): string | undefined {
  const large = refused.find(({ why }) => why === 'too_large')
  if (large) return say('portal:files.too_large', { name: large.name })
  return refused.length > 0 ? say('portal:files.too_many') : undefined
}

function fieldBox(field: Field, input: Markup) {
  return html`<div class=${field.fault ? 'field fault' : 'field'}>
    <label for=${field.name}>${field.label} ${field.optional && html`<span class="hint">${field.optional}</span>`}</label>
    ${hintOf(field)}${faultOf(field)}${input}
  </div>`
}

type Told = Pick<Field, 'name' | 'hint' | 'fault'>
const hintOf = ({ name, hint }: Told) => hint && html`<p class="hint" id="${name}-hint">${hint}</p>`
const faultOf = ({ name, fault }: Told) =>
  fault && html`<p class="fault-line" id="${name}-fault"><span class="bang" aria-hidden="true">!</span><span>${fault}</span></p>`
const describedBy = ({ name, hint, fault }: Told) =>
  [hint && `${name}-hint`, fault && `${name}-fault`].filter(Boolean).join(' ') || undefined
