import { html } from './markup.ts'

/** How far it has come, in words; the line only repeats them. */
export function stagesBar({ label, stages, here, done }: { label: string; stages: readonly string[]; here: number; done: string }) {
  return html`<ol class="stages" aria-label=${label}>
    ${stages.map((stage, at) => {
      if (at < here)
        return html`<li class="past"><span class="tick" aria-hidden="true">✓ </span>${stage}<span class="unseen"> (${done})</span></li>`
      return at === here ? html`<li class="here" aria-current="step">${stage}</li>` : html`<li>${stage}</li>`
    })}
  </ol>`
}
