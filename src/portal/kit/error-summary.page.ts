import type { Say } from '#platform/words.ts'
import { html } from './markup.ts'

export interface Fault {
  /** The id of the field that it is about. */
  field: string
  sentence: string
}

/** What needs another look: first on the page, each a link to its field, in the same words as there. */
export function errorSummary(faults: readonly Fault[], say: Say, note?: string) {
  if (faults.length === 0) return null
  return html`<div class="errors" role="alert" aria-labelledby="errors-title" tabindex="-1">
    <h2 id="errors-title">${say('portal:errors.title')}</h2>
    <ul>
      ${faults.map(({ field, sentence }) => html`<li><a href="#${field}">${sentence}</a></li>`)}
    </ul>
    <p class="hint">${say('portal:errors.nothing_lost')}${note && ` ${note}`}</p>
  </div>`
}

export const faultOf = (faults: readonly Fault[], field: string): string | undefined =>
  faults.find((fault) => fault.field === field)?.sentence
