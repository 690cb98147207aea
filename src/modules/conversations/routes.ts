import { type ComplaintRecord, type Presenting, presentComplaint } from '#modules/complaints/index.ts'
import type { Routes } from '#platform/http/routes.ts'
import type { Work } from '#platform/work.ts'
import { addAttachment } from './attachments/add-attachment.ts'
import { serveAttachment } from './attachments/serve-attachment.ts'
import { completePlaybook } from './coaching/complete-playbook.ts'
import { findCoaching } from './coaching/find-coaching.ts'
import { setOrientation, setStage } from './coaching/set-stage.ts'
import * as contract from './contract.ts'
import { listDraftVersions } from './drafts/draft-versions.ts'
import { dropDraft, readDraft, saveDraft } from './drafts/save-draft.ts'
import { logContact } from './log-contact.ts'
import { askHelperDraft } from './machine-drafts/ask-helper-draft.ts'
import { dropHelperDrafts, findHelperDrafts } from './machine-drafts/find-helper-drafts.ts'
import { findRecipients } from './receiving/find-recipients.ts'
import { moveMessage } from './receiving/move-message.ts'
import { nameComplainant } from './receiving/name-complainant.ts'
import { takeComplaint } from './receiving/take-complaint.ts'
import { findSendingMoment } from './sending/find-sending-moment.ts'
import { handMessage } from './sending/hand-message.ts'
import { markArrived } from './sending/mark-arrived.ts'
import { sendAgain } from './sending/send-again.ts'
import { withdrawMessage } from './sending/withdraw-message.ts'
import { serveMessageHtml } from './serve-message-html.ts'
import { fillReadyText } from './texts/fill-ready-text.ts'
import { findTextUsage } from './texts/find-text-usage.ts'
import { listSignatures, readSignature, writeSignature } from './texts/signatures.ts'
import { findTimeline } from './timeline/find-timeline.ts'
import { correctTriage } from './triages/correct-triage.ts'
import { findTriage } from './triages/find-triage.ts'
import { findMessageWords } from './wording/find-message-words.ts'
import { readWordsRecord } from './wording/find-words-record.ts'
import { writeNote } from './write-note.ts'
import { writeReply } from './write-reply.ts'

export function conversationsRoutes(routes: Routes, presenting: Presenting) {
  const { serve, serveUpload } = routes
  const present = (work: Work, complaint: ComplaintRecord) => presentComplaint(work, complaint, presenting)
  serve(contract.takeComplaint, async (work, { body }) => present(work, await takeComplaint(work, body)))
  serve(contract.readTimeline, (work, { params, query }) => findTimeline(work, params.complaint, query))
  serve(contract.readRecipients, (work, { params }) => findRecipients(work, params.complaint))
  serve(contract.writeReply, (work, { params, body }) => writeReply(work, params.complaint, { ...body, signs: true }))
  serve(contract.readSendingMoment, (work, { params, query }) => findSendingMoment(work, params.complaint, query.at))
  serve(contract.logContact, (work, { params, body }) => logContact(work, params.complaint, body))
  serve(contract.readCoaching, (work, { params }) => findCoaching(work, params.complaint))
  serve(contract.setStage, (work, { params, body }) => setStage(work, params.complaint, body.stage))
  serve(contract.completePlaybook, (work, { params, body }) => completePlaybook(work, params.complaint, body.playbook))
  serve(contract.setOrientation, (work, { params, body }) => setOrientation(work, params.complaint, body))
  serve(contract.writeNote, (work, { params, body }) => writeNote(work, params.complaint, body))
  serve(contract.fillReadyText, (work, { params, query }) => fillReadyText(work, params, query.language))
  serve(contract.askHelperDraft, (work, { params, body }) => askHelperDraft(work, params.complaint, body.kind))
  serve(contract.readHelperDrafts, (work, { params }) => findHelperDrafts(work, params.complaint))
  serve(contract.dropHelperDrafts, (work, { params, query }) => dropHelperDrafts(work, params.complaint, query.kind))
  serve(contract.readTextUsage, (work, { params }) => findTextUsage(work, params.text))
  serve(contract.readWordsRecord, (work, { params }) => readWordsRecord(work, params.complaint))
  serve(contract.readMessageWords, (work, { params }) => findMessageWords(work, params.complaint, params.message))
  serve(contract.sendAgain, (work, { params }) => sendAgain(work, params.complaint, params.message))
  serve(contract.markArrived, (work, { params }) => markArrived(work, params.complaint, params.message))
  serve(contract.withdrawMessage, (work, { params }) => withdrawMessage(work, params.complaint, params.message))
  serve(contract.handMessage, (work, { params, body }) => handMessage(work, params, body))
  serve(contract.moveMessage, (work, { params, body }) => moveMessage(work, params, body.to))
  serve(contract.readTriage, (work, { params }) => findTriage(work, params.complaint))
  serve(contract.correctTriage, (work, { params, body }) => correctTriage(work, params.complaint, body))
  serve(contract.nameComplainant, (work, { params, body }) => nameComplainant(work, params, body.address))
  serveUpload(contract.addAttachment, (work, { params, fields, files }) =>
    addAttachment(work, params.complaint, { files, message: fields['message'] }),
  )
  draftRoutes(routes)
  streams(routes)
}

/** What is being written, what stood there before, and what will stand below it. */
function draftRoutes({ serve }: Routes) {
  serve(contract.readDraft, (work, { params }) => readDraft(work, params.complaint, params.kind))
  serve(contract.saveDraft, (work, { params, body }) => saveDraft(work, { ...params, draft: body }))
  serve(contract.dropDraft, (work, { params }) => dropDraft(work, params.complaint, params.kind))
  serve(contract.listDraftVersions, (work, { params }) => listDraftVersions(work, params.complaint, params.kind))
  serve(contract.listSignatures, listSignatures)
  serve(contract.writeSignature, (work, { body }) => writeSignature(work, body))
  serve(contract.readSignature, (work, { params, query }) => readSignature(work, params.complaint, query))
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
