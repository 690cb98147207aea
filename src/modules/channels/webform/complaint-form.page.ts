import type { Language } from '#platform/endpoint.ts'
import type { Say } from '#platform/words.ts'
import { errorSummary, type Fault, faultOf } from '#portal/kit/error-summary.page.ts'
import { button, checkbox, fieldGroup, filesField, textField, wordsField } from '#portal/kit/fields.page.ts'
import { type Masthead, telephoneLink } from '#portal/kit/frame.page.ts'
import { html } from '#portal/kit/markup.ts'
import type { TypedForm } from './rules/judge-form.ts'

export interface FormShown {
  say: Say
  language: Language
  form: TypedForm
  faults: readonly Fault[]
  stamp: string
  notice: { language: Language; version: number; text: string } | null
  masthead: Masthead
  embedded: boolean
  /** Whether files were chosen, which a browser does not keep. */
  hadFiles: boolean
}

/** The form: one page, one question after the other, only the first and one way to answer needed. */
export function complaintForm(shown: FormShown) {
  const { say, language, faults, stamp, notice, embedded, hadFiles } = shown
  return html`${errorSummary(faults, say, hadFiles ? say('portal:files.again') : undefined)}
    <h1>${say('webform:title')}</h1>
    <p>${say('webform:promise')}</p>
    <form method="post" action="/complain?language=${language}" enctype="multipart/form-data" novalidate target=${embedded ? '_top' : undefined}>
      <input type="hidden" name="stamp" value=${stamp} />
      ${notice && html`<input type="hidden" name="notice" value=${notice.version} />`} ${whatHappened(shown)} ${howToAnswer(shown)}
      ${filesField({ name: 'files', label: say('webform:files'), optional: say('webform:files_optional'), fault: faultOf(faults, 'files') })}
      <div class="trap" aria-hidden="true">
        <label for="website">${say('webform:trap')}</label><input type="text" id="website" name="website" tabindex="-1" autocomplete="off" />
      </div>
      ${privacy(shown)}${button(say('webform:send'))}
    </form>
    ${orTalk(shown)}`
}

function whatHappened({ say, form, faults }: FormShown) {
  const optional = say('webform:optional')
  return html`${wordsField({ name: 'text', label: say('webform:text'), hint: say('webform:text_hint'), value: form.text, fault: faultOf(faults, 'text') })}
  ${wordsField({ name: 'wish', label: say('webform:wish'), optional: say('webform:wish_optional'), value: form.wish, fault: faultOf(faults, 'wish'), rows: 2 })}
  ${whenItHappened({ say, form, faults })}
  ${textField({ name: 'order', size: 'short', label: say('webform:order'), optional, value: form.order, fault: faultOf(faults, 'order') })}`
}

function whenItHappened({ say, form, faults }: Pick<FormShown, 'say' | 'form' | 'faults'>) {
  // A date field shows nothing but dates: what was typed where there is none stays to be put right.
  const type = form.occurred === '' || /^\d{4}-\d{2}-\d{2}$/.test(form.occurred) ? 'date' : 'text'
  return textField({
    name: 'occurred',
    type,
    size: 'short',
    label: say('webform:occurred'),
    optional: say('webform:optional'),
    value: form.occurred,
    fault: faultOf(faults, 'occurred'),
  })
}

function howToAnswer({ say, form, faults }: FormShown) {
  const fault = (field: string) => faultOf(faults, field)
  return fieldGroup(
    { name: 'how', label: say('webform:how'), hint: say('webform:how_hint'), fault: fault('how') },
    html`${textField({ name: 'name', label: say('webform:name'), autocomplete: 'name', value: form.name, fault: fault('name') })}
    ${textField({ name: 'email', type: 'email', label: say('webform:email'), autocomplete: 'email', value: form.email, fault: fault('email') })}
    ${textField({ name: 'phone', type: 'tel', size: 'short', label: say('webform:phone'), autocomplete: 'tel', value: form.phone, fault: fault('phone') })}
    ${textField({ name: 'address', label: say('webform:address'), autocomplete: 'street-address', value: form.address, fault: fault('address') })}
    ${checkbox({ name: 'anonymous', label: say('webform:anonymous'), checked: form.anonymous })}`,
  )
}

function privacy({ say, notice }: FormShown) {
  return html`<div class="field">
    <p class="hint">${say('webform:use')}</p>
    ${
      notice &&
      html`<details>
      <summary>${say('webform:notice')}</summary>
      <div class="written" lang=${notice.language}>${notice.text}</div>
    </details>`
    }
  </div>`
}

function orTalk({ say, masthead: { telephone, postal_address, name } }: FormShown) {
  if (!telephone && !postal_address) return null
  const address = [name, postal_address.replaceAll(/\s*\n\s*/g, ', ')].filter(Boolean).join(', ')
  return html`<h2>${say('webform:talk')}</h2>
    ${telephone && html`<p class="way">${say('webform:call')} <a href=${telephoneLink(telephone)}>${telephone}</a></p>`}
    ${postal_address && html`<p>${say('webform:write')} ${address}</p>`}`
}
