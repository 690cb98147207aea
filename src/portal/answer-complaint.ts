import { createHash } from 'node:crypto'
import { plainIncoming, receiveMessage } from '#modules/conversations/index.ts'
import { answerOnce } from '#platform/http/answers-kept.ts'
import type { PageAnswer } from '#platform/http/serve-page.ts'
import { newId } from '#platform/id.ts'
import type { Say } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { complaintLanguage } from './complaint-language.ts'
import { type Followed, homeOf } from './follow-link.ts'
import type { Fault } from './kit/error-summary.page.ts'
import { filesFault } from './kit/fields.page.ts'
import { longestAnswer } from './rules.ts'
import { showTracking } from './show-tracking.ts'

/** Keeps what a customer answers by their link, with its files; sent twice it is kept once. It opens again what was closed. */
export async function answerComplaint(request: Followed): Promise<PageAnswer> {
  const text = (request.fields['text'] ?? '').replaceAll('\r\n', '\n')
  const key = keyOf(request.fields['key'])
  const say = request.say(await request.step((work) => complaintLanguage(work, request)))
  const faults = judge(request, text, say)
  if (faults.length > 0) return showTracking(request, { faults, text, key, hadFiles: request.files.length + request.refused.length > 0 })
  await request.step((work) => keepOnce(work, request, { text: text.trim(), key }))
  return { goTo: homeOf(request.secret, request.asked, 'sent') }
}

const keyOf = (said: string | undefined): string => (said && /^[0-9a-f-]{36}$/.test(said) ? said : newId())

function judge({ files, refused }: Followed, text: string, say: Say): Fault[] {
  const faults: Fault[] = []
  if (text.trim() === '' && files.length === 0) faults.push({ field: 'text', sentence: say('portal:answer.nothing_written') })
  if (text.length > longestAnswer) faults.push({ field: 'text', sentence: say('portal:answer.too_long', { most: longestAnswer }) })
  const unread = filesFault(refused, say)
  if (unread) faults.push({ field: 'files', sentence: unread })
  return faults
}

function keepOnce(work: Work, { actor, files }: Followed, { text, key }: { text: string; key: string }): Promise<{ message: string }> {
  const content = createHash('sha256').update(text)
  for (const { name, bytes } of files) content.update(`\0${name}\0${bytes.byteLength}\0`).update(bytes)
  return answerOnce(
    work,
    { actor: `link/${actor.id}`, route: '/c/messages', key: `${key}/${content.digest('hex')}`, asked: null },
    async () => {
      const message = await receiveMessage(work, {
        ...plainIncoming,
        complaint: actor.complaint,
        channel: 'portal',
        text,
        visibleText: text,
        at: work.now,
        attachments: files,
        customer: actor.customer,
      })
      return { message: message.id }
    },
  )
}
