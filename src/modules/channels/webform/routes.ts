import { currentPrivacyNotice, logoAddress, organisationOf } from '#modules/people/index.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { PageAnswer, PageRequest } from '#platform/http/serve-page.ts'
import type { Fault } from '#portal/kit/error-summary.page.ts'
import { filesFault } from '#portal/kit/fields.page.ts'
import { renderPage } from '#portal/kit/frame.page.ts'
import { embeddedHeaders, pageHeaders } from '#portal/kit/page-headers.ts'
import { complaintForm } from './complaint-form.page.ts'
import { readStamp, stampForm } from './form-stamp.ts'
import { judgeForm, type TypedForm, typedForm } from './rules/judge-form.ts'
import { takeForm } from './take-form.ts'

export function webformRoutes({ servePage }: Pick<Routes, 'servePage'>) {
  servePage({ method: 'GET', url: '/complain', requires: 'anyone' }, showForm)
  servePage({ method: 'POST', url: '/complain', requires: 'anyone' }, receiveForm)
}

/** The empty form; what a link knows already (`?name=&email=&order=`) is filled in. */
function showForm(request: PageRequest): Promise<PageAnswer> {
  const { name = '', email = '', order = '' } = request.query
  return formPage(request, { form: typedForm({ name, email, order }), faults: [] })
}

async function receiveForm(request: PageRequest): Promise<PageAnswer> {
  const form = typedForm(request.fields)
  const { language, zone, now } = await request.step(async (work) => {
    const organisation = await organisationOf(work)
    return { language: request.language(organisation.language), zone: organisation.zone, now: work.now }
  })
  const say = request.say(language)
  const unread = filesFault(request.refused, say)
  const faults: Fault[] = judgeForm(form, now.toZonedDateTimeISO(zone).toPlainDate()).map(({ field, reason, data }) => ({
    field,
    sentence: say(`webform:faults.${reason}`, data),
  }))
  if (unread) faults.push({ field: 'files', sentence: unread })
  if (faults.length > 0) return formPage(request, { form, faults })
  // A stranger may see no complaint, not even the one that they are writing: the desk opens it for them.
  const { secret } = await request.deskStep((work) => takeForm(work, { ...request, form, language, say }))
  return { goTo: `/c/${secret}?new=1` }
}

async function formPage(request: PageRequest, { form, faults }: { form: TypedForm; faults: Fault[] }): Promise<PageAnswer> {
  const embedded = request.query['embed'] === '1'
  const { organisation, language, notice, stamp } = await request.step(async (work) => {
    const found = await organisationOf(work)
    const read = request.language(found.language)
    const again = readStamp(work, request.fields['stamp'])
    return { organisation: found, language: read, notice: await currentPrivacyNotice(work, read), stamp: stampForm(work, again) }
  })
  const say = request.say(language)
  const masthead = { ...organisation, logo: logoAddress(organisation) }
  const hadFiles = request.files.length + request.refused.length > 0
  const { language: _, ...query } = request.query
  const frame = { language, say, masthead, title: say('webform:title'), path: '/complain', query, faults: faults.length, embedded }
  const page = await renderPage(frame, complaintForm({ say, language, form, faults, stamp, notice, masthead, embedded, hadFiles }))
  return { status: faults.length > 0 ? 400 : 200, html: page, headers: embedded ? embeddedHeaders : pageHeaders }
}
