import { type ComplaintRecord, type Presenting, presentComplaint } from '#modules/complaints/index.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Work } from '#platform/work.ts'
import { addAttachment } from './add-attachment.ts'
import * as contract from './contract.ts'
import { findRecipients } from './find-recipients.ts'
import { findTimeline } from './find-timeline.ts'
import { handMessage } from './hand-message.ts'
import { logContact } from './log-contact.ts'
import { markArrived } from './mark-arrived.ts'
import { moveMessage } from './move-message.ts'
import { nameComplainant } from './name-complainant.ts'
import { dropDraft, readDraft, saveDraft } from './save-draft.ts'
import { sendAgain } from './send-again.ts'
import { serveAttachment } from './serve-attachment.ts'
import { serveMessageHtml } from './serve-message-html.ts'
import { takeComplaint } from './take-complaint.ts'
import { withdrawMessage } from './withdraw-message.ts'
import { writeNote } from './write-note.ts'
import { writeReply } from './write-reply.ts'

export function conversationsRoutes(routes: Routes, presenting: Presenting) {
  const { serve, serveUpload } = routes
  const present = (work: Work, complaint: ComplaintRecord) => presentComplaint(work, complaint, presenting)
  serve(contract.takeComplaint, async (work, { body }) => present(work, await takeComplaint(work, body)))
  serve(contract.readTimeline, (work, { params, query }) => findTimeline(work, params.complaint, query))
  serve(contract.readRecipients, (work, { params }) => findRecipients(work, params.complaint))
  serve(contract.writeReply, (work, { params, body }) => writeReply(work, params.complaint, body))
  serve(contract.logContact, (work, { params, body }) => logContact(work, params.complaint, body))
  serve(contract.writeNote, (work, { params, body }) => writeNote(work, params.complaint, body))
  serve(contract.readDraft, (work, { params }) => readDraft(work, params.complaint, params.kind))
  serve(contract.saveDraft, (work, { params, body }) => saveDraft(work, { ...params, draft: body }))
  serve(contract.dropDraft, (work, { params }) => dropDraft(work, params.complaint, params.kind))
  serve(contract.sendAgain, (work, { params }) => sendAgain(work, params.complaint, params.message))
  serve(contract.markArrived, (work, { params }) => markArrived(work, params.complaint, params.message))
  serve(contract.withdrawMessage, (work, { params }) => withdrawMessage(work, params.complaint, params.message))
  serve(contract.handMessage, (work, { params, body }) => handMessage(work, params, body))
  serve(contract.moveMessage, (work, { params, body }) => moveMessage(work, params, body.to))
  serve(contract.nameComplainant, (work, { params, body }) => nameComplainant(work, params, body.address))
  serveUpload(contract.addAttachment, (work, { params, fields, files }) =>
    addAttachment(work, params.complaint, { files, message: fields['message'] }),
  )
  streams(routes)
}

/** What is a file or a page of its own. Their paths name what is asked for; what a caller sends in them, the acts judge. */
function streams({ serveStream }: Routes) {
  serveStream(
    {
      url: contract.attachmentPath(':complaint', ':attachment'),
      requires: 'complaints.read',
      about: 'A file. `?preview=1` shows pictures and PDFs; everything else is a download.',
    },
    (tools, request, reply) => {
      const { complaint, attachment } = request.params as { complaint: string; attachment: string }
      return serveAttachment(tools, { complaint, attachment, preview: (request.query as { preview?: string }).preview === '1' }, reply)
    },
  )
  serveStream(
    {
      url: contract.messageHtmlPath(':complaint', ':message'),
      requires: 'complaints.read',
      about: 'A message as it was written, as a page in which nothing can run. `?pictures=1` lets it load its pictures from elsewhere.',
    },
    (tools, request, reply) => {
      const { complaint, message } = request.params as { complaint: string; message: string }
      const pictures = (request.query as { pictures?: string }).pictures === '1'
      return serveMessageHtml(tools, { complaint, message, pictures }, reply)
    },
  )
}
