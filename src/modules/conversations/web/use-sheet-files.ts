import type { RefObject } from 'react'
import { addressOf, sendFile } from '#workspace/kit/desk.ts'
import { useUploads } from '#workspace/kit/file-drop.tsx'
import type { ComposerHand } from '#workspace/kit/rich-composer.tsx'
import { Attachment, addAttachment, attachmentPath } from '../contract.ts'

export const largestFile = 25 * 1024 * 1024

/** Files of one sheet on their way to the desk; a picture goes where its place was kept in the text. */
export function useSheetFiles(complaint: string, hand: RefObject<ComposerHand | null>, onChange: (arrived: readonly Attachment[]) => void) {
  const to = addressOf(addAttachment, { complaint }, undefined)
  return useUploads<Attachment>({
    largest: largestFile,
    send: async (file, how) => Attachment.parse(await sendFile(file, { to, ...how })),
    onChange,
    onPicture: (place, sent) => hand.current?.picture(place, sent && { src: attachmentPath(complaint, sent.id, true), alt: sent.name }),
  })
}
