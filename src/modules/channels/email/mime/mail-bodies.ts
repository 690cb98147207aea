import { typeByName } from './attachment-names.ts'
import { isHtmlType, isPlainType, readPlain, readText } from './body-texts.ts'
import { type CalendarInvitation, readInvitations } from './calendar-invitations.ts'
import { readParameter } from './header-parameters.ts'
import { textFromHtml } from './html-text.ts'
import { byContentId, partId } from './inline-pictures.ts'
import type { DecodedText } from './mail-charsets.ts'
import { mailLimits } from './mail-limits.ts'
import { isPkcs7 } from './mail-protection.ts'
import { type MailPart, readParts } from './mime-parts.ts'
import { readPkcs7 } from './signed-data.ts'
import { readTnef, type TnefFile, type TnefMail } from './tnef/read-tnef.ts'
import { invitationOfTnef } from './tnef/tnef-invitation.ts'

/** A part that is a file, not words of the body. `content` differs from the part's when it stood inside a text or a container. */
export type AttachedPart = { part: MailPart; name: string | null; mediaType: string; content: Buffer; contentId: string | null }

export type MailBody = {
  text: string
  html: string | null
  attached: AttachedPart[]
  invitations: CalendarInvitation[]
  /** Mails that stood in a winmail.dat. */
  tnefMails: TnefMail[]
  charset: string | null
  faults: string[]
}

/** One stretch of the body; an alternative has it in both forms. */
type Stretch = { plain: string | null; html: string | null }
type Gathering = Omit<MailBody, 'text' | 'html'> & { stretches: Stretch[]; tnefs: TnefMail[]; containers: number }

/** Puts the body together from its parts, all of them in their order, and sets aside what is a file. */
export function readBody(root: MailPart): MailBody {
  const gathering = gathered(root)
  const { stretches, attached, invitations, tnefMails, charset } = gathering
  const texts = stretches.map((stretch) =>
    hasWords(stretch.plain) || stretch.html === null ? (stretch.plain ?? '') : textFromHtml(stretch.html),
  )
  const markup = stretches.some((stretch) => stretch.html !== null)
    ? stretches.map((stretch) => stretch.html ?? asMarkup(stretch.plain ?? '')).join('\n')
    : null
  const text = texts
    .map((piece) => piece.replace(/^\n+/, '').trimEnd())
    .filter((piece) => piece !== '')
    .join('\n\n')
  const tooLong = text.length > mailLimits.textLength || (markup?.length ?? 0) > mailLimits.markupLength
  const pictures = attached.map((one) => one.part)
  return {
    attached,
    invitations,
    tnefMails,
    charset,
    text: text.slice(0, mailLimits.textLength).toWellFormed(),
    html: markup === null ? null : byContentId(markup.slice(0, mailLimits.markupLength).toWellFormed(), pictures),
    faults: tooLong ? [...gathering.faults, 'text_shortened'] : gathering.faults,
  }
}

function gathered(root: MailPart): Gathering {
  const gathering: Gathering = {
    stretches: [],
    attached: [],
    invitations: [],
    tnefMails: [],
    tnefs: [],
    charset: null,
    faults: [],
    containers: 0,
  }
  gather(gathering, root, null)
  if (!gathering.stretches.some((stretch) => hasWords(stretch.plain) || hasWords(stretch.html))) takeNamedText(gathering)
  gathering.tnefs.forEach((tnef) => addTnefWords(gathering.stretches, tnef))
  if (gathering.attached.length >= mailLimits.attachments) {
    gathering.attached.length = mailLimits.attachments
    gathering.faults.push('too_many_attachments')
  }
  return gathering
}

function gather(gathering: Gathering, part: MailPart, alternative: Stretch | null): void {
  if (part.children.length > 0) {
    const inside = alternative ?? (part.mediaType === 'multipart/alternative' ? { plain: null, html: null } : null)
    part.children.forEach((child) => gather(gathering, child, inside))
    if (alternative === null && inside !== null && (inside.plain !== null || inside.html !== null)) gathering.stretches.push(inside)
    return
  }
  if (!isBodyText(part)) takeFile(gathering, part, alternative)
  else addStretch(gathering, stretchOf(gathering, part), alternative)
}

function stretchOf(gathering: Gathering, part: MailPart): Stretch {
  if (isHtmlType(part.mediaType)) return { plain: null, html: heard(gathering, readText(part)) }
  const { text, files, read } = readPlain(part)
  heard(gathering, read)
  for (const { name, content } of files) gathering.attached.push({ part, name, mediaType: typeByName(name), content, contentId: null })
  return { plain: text, html: null }
}

/** Words of the body: plain or HTML text that nobody has called a file. */
function isBodyText(part: MailPart): boolean {
  if (!isPlainType(part.mediaType) && !isHtmlType(part.mediaType)) return false
  return part.disposition.value !== 'attachment' && nameOf(part, null) === null
}

/** A mail of nothing but a text that its sender gave a name: that text is what they wrote. */
function takeNamedText(gathering: Gathering): void {
  const named = gathering.attached.find(
    ({ part, content }) =>
      content === part.body &&
      (isPlainType(part.mediaType) || isHtmlType(part.mediaType)) &&
      (part.disposition.value !== 'attachment' || nameOf(part, null) === null),
  )
  if (named === undefined || named.content.length === 0) return
  const stretch = stretchOf(gathering, named.part)
  if (!/[\x01-\x08\x0e-\x1a\x1c-\x1f]/.test(stretch.plain ?? '')) gathering.stretches.push(stretch)
}

function nameOf(part: MailPart, charset: string | null): string | null {
  const names = [readParameter(part.disposition.params, 'filename', charset), readParameter(part.type.params, 'name', charset)]
  return names.find((name) => name !== null && name.trim() !== '') ?? null
}

function addStretch(gathering: Gathering, stretch: Stretch, alternative: Stretch | null): void {
  if (alternative === null) {
    gathering.stretches.push(stretch)
    return
  }
  if (stretch.plain !== null) alternative.plain = alternative.plain === null ? stretch.plain : `${alternative.plain}\n${stretch.plain}`
  if (stretch.html !== null) alternative.html = alternative.html === null ? stretch.html : `${alternative.html}\n${stretch.html}`
}

function takeFile(gathering: Gathering, part: MailPart, alternative: Stretch | null): void {
  const name = nameOf(part, gathering.charset)
  const tnef = isTnefType(part.mediaType, name) ? readTnef(part.body) : null
  if (tnef !== null) takeTnef(gathering, part, tnef)
  if (tnef === null || !tnef.complete)
    gathering.attached.push({ part, name, mediaType: part.mediaType, content: part.body, contentId: partId(part) })
  if (tnef !== null && !tnef.complete) gathering.faults.push('tnef_incomplete')
  if (isCalendar(part.mediaType, name)) takeInvitations(gathering, part)
  else if (isPkcs7(part)) takeSigned(gathering, part, alternative)
}

const isTnefType = (mediaType: string, name: string | null): boolean =>
  /^application\/(vnd\.)?ms-tnef$/.test(mediaType) || /^win(mail)?\d*\.dat$/i.test(name ?? '')

const isCalendar = (mediaType: string, name: string | null): boolean =>
  mediaType === 'text/calendar' || mediaType === 'application/ics' || /\.ics$/i.test(name ?? '')

/** The content of an opaque signature is read; the container stays a file, whole. */
function takeSigned(gathering: Gathering, part: MailPart, alternative: Stretch | null): void {
  const { content } = readPkcs7(part.body)
  if (content === null || content.length === 0) return
  if (gathering.containers >= mailLimits.containers) {
    gathering.faults.push('too_many_containers')
    return
  }
  gathering.containers += 1
  const { root, faults } = readParts(content)
  gathering.faults.push(...faults)
  gather(gathering, root, alternative)
}

/** Invitations come twice, among the alternatives and as a file. */
function takeInvitations(gathering: Gathering, part: MailPart): void {
  const seen = new Set(gathering.invitations.map(markOf))
  const all = readInvitations(readText(part).text, part.type.params.get('method') ?? null).filter((found) => !seen.has(markOf(found)))
  const room = mailLimits.calendarEvents - gathering.invitations.length
  if (all.length > room || part.body.length > mailLimits.calendarBytes) gathering.faults.push('calendar_shortened')
  gathering.invitations.push(...all.slice(0, Math.max(0, room)))
}

const markOf = (one: CalendarInvitation): string => [one.uid, one.method, one.start?.local.toString() ?? '', one.what].join('\n')

function takeTnef(gathering: Gathering, part: MailPart, tnef: TnefMail): void {
  gathering.tnefs.push(tnef)
  const invitation = invitationOfTnef(tnef)
  if (invitation !== null) gathering.invitations.push(invitation)
  addTnefFiles(gathering, part, tnef.files)
  for (const mail of tnef.mails) takeTnefMail(gathering, part, mail)
}

/** A mail inside a winmail.dat has no file of its own: what it holds would be out of reach otherwise. */
function takeTnefMail(gathering: Gathering, part: MailPart, mail: TnefMail): void {
  gathering.tnefMails.push(mail)
  addTnefFiles(gathering, part, mail.files)
  for (const inner of mail.mails) takeTnefMail(gathering, part, inner)
}

function addTnefFiles(gathering: Gathering, part: MailPart, files: readonly TnefFile[]): void {
  for (const { name, mediaType, content, contentId } of files) {
    gathering.attached.push({ part, name, mediaType: mediaType ?? typeByName(name), content, contentId })
  }
}

/** What a winmail.dat says stands for what the mail does not: its words, or their look. */
function addTnefWords(stretches: Stretch[], tnef: TnefMail): void {
  const only = stretches[0]
  if (!stretches.some((stretch) => hasWords(stretch.plain) || hasWords(stretch.html))) {
    stretches.push({ plain: tnef.text, html: tnef.html })
  } else if (stretches.length === 1 && only !== undefined && only.html === null) only.html = tnef.html
}

/** Keeps in mind what a text taught about the mail's letters. */
function heard(gathering: Gathering, read: DecodedText): string {
  if (read.fault !== null) gathering.faults.push(read.fault)
  gathering.charset ??= read.charset
  return read.text
}

function hasWords(text: string | null): boolean {
  return text !== null && text.trim() !== ''
}

function asMarkup(text: string): string {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<div style="white-space:pre-wrap">${escaped}</div>`
}
