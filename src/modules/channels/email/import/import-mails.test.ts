import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { atTheEnd } from '#test/at-the-end.ts'
import { ada } from '#test/cast.ts'
import { bounce, mail, nextMessageId, receive, type WrittenMail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import type { FoundMail } from './found-mail.ts'
import { importer } from './import-mails.ts'
import { listMaildir, maildirMails } from './maildir-mails.ts'

const stage = await scene()
const ours = 'complaints@desk.example'
await stage.db
  .insertInto('channels_mailboxes')
  .values({ id: newId(), address: ours, name: 'Complaints', team_id: stage.teams.north, created_at: stage.clock.now() })
  .execute()

const found = (bytes: Buffer, more: Partial<FoundMail> = {}): FoundMail => ({
  where: 'byte 0',
  bytes,
  cut: false,
  sha256: createHash('sha256').update(bytes).digest('hex'),
  postmark: { from: null, at: null },
  skip: null,
  read: 0,
  ...more,
})
const old = (asked: WrittenMail, date = 'Mon, 2 Mar 2026 09:00:00 +0000') =>
  found(mail({ ...asked, fields: { ...asked.fields, Date: date } }))
const importOne = importer(stage.open, { recipient: null, dryRun: false })
const dryRun = importer(stage.open, { recipient: null, dryRun: true })

const messagesOf = (complaint: string) =>
  stage.db.selectFrom('conversations_messages').selectAll().where('complaint_id', '=', complaint).orderBy('at').orderBy('id').execute()
async function opened(asked: WrittenMail): Promise<string> {
  const became = await importOne(old(asked))
  if (became.became !== 'opened') throw new Error(`It became ${became.became}`)
  return became.complaint ?? ''
}
const mailsKept = async () => (await stage.db.selectFrom('channels_mails').select('id').execute()).length

test('an old mail opens an old complaint, in the team of the mailbox that it went to, and causes no mail', async () => {
  const complaint = await opened({ from: 'Old <old@customer.example>' })
  await stage.runJobs()
  const row = await stage.db.selectFrom('complaints_complaints').selectAll().where('id', '=', complaint).executeTakeFirstOrThrow()
  expect(row.received_at.toString()).toBe('2026-03-02T09:00:00Z')
  expect(row.team_id).toBe(stage.teams.north)
  expect((await messagesOf(complaint)).map(({ direction }) => direction)).toEqual(['in'])
  const marks = await stage.db.selectFrom('channels_marks').select(['mark', 'reason']).where('complaint_id', '=', complaint).execute()
  expect(marks).toEqual([{ mark: 'unacknowledged', reason: 'imported' }])
  const mailbox = await stage.db
    .selectFrom('channels_mailboxes')
    .select('last_mail_at')
    .where('address', '=', ours)
    .executeTakeFirstOrThrow()
  expect(mailbox.last_mail_at).toBeNull()
})

test('a conversation of long ago is one complaint again: what the customer wrote came in, what we wrote went out', async () => {
  const [first, answer] = [nextMessageId(), nextMessageId()]
  const complaint = await opened({ messageId: first, subject: 'Old trouble' })
  const reply = {
    from: `Desk <${ours}>`,
    to: ada.email,
    messageId: answer,
    text: 'We look into it.',
    fields: { 'In-Reply-To': `<${first}>` },
  }
  expect(await importOne(old(reply, 'Tue, 3 Mar 2026 09:00:00 +0000'))).toEqual({ became: 'attached', complaint })
  const thanks = { text: 'Thank you for that.', fields: { 'In-Reply-To': `<${answer}>`, References: `<${first}> <${answer}>` } }
  expect(await importOne(old(thanks, 'Wed, 4 Mar 2026 09:00:00 +0000'))).toEqual({ became: 'attached', complaint })
  await stage.runJobs()
  const messages = await messagesOf(complaint)
  expect(messages.map(({ direction, state, text }) => [direction, state, text.trim()])).toEqual([
    ['in', null, expect.stringContaining('cabin')],
    ['out', 'sent', 'We look into it.'],
    ['in', null, 'Thank you for that.'],
  ])
  expect(await stage.facts(`complaint/${complaint}`)).toContain('message.recorded')
  expect(messages[1]?.sent_at?.toString()).toBe('2026-03-03T09:00:00Z')
})

test('what we wrote and what answers nothing here is put aside; a form that writes in our name opens', async () => {
  expect(await importOne(old({ from: ours, to: 'supplier@harbour.example', text: 'Two life belts, please.' }))).toEqual({
    became: 'put_aside',
    why: 'sent_by_us',
  })
  const form = {
    from: ours,
    to: ours,
    text: 'Name: Nia\nThe ferry was late.',
    fields: { 'Reply-To': 'nia@customer.example', 'Auto-Submitted': 'auto-generated' },
  }
  expect(await importOne(old(form))).toMatchObject({ became: 'opened' })
})

test('the same mail again is here already, from whichever archive, and whatever a mail program wrote into it', async () => {
  const raw = mail({ text: 'Only once, please.' })
  expect(await importOne(found(raw))).toMatchObject({ became: 'opened' })
  const before = await mailsKept()
  expect(await importOne(found(raw))).toEqual({ became: 'already_here' })
  expect(await importOne(found(Buffer.from(`Status: RO\n${raw.toString('latin1').replaceAll('\r\n', '\n')}`, 'latin1')))).toEqual({
    became: 'already_here',
  })
  expect(await mailsKept()).toBe(before)
})

test('a mail that came by another way already is no second message', async () => {
  const raw = mail({ text: 'It came by SMTP last week.' })
  const row = await receive(stage, raw)
  expect(await importOne(found(raw))).toEqual({ became: 'attached', complaint: row.complaint_id })
  expect((await messagesOf(row.complaint_id ?? '')).filter(({ direction }) => direction === 'in')).toHaveLength(1)
})

test('two imports of the same mail at once open one complaint', async () => {
  const one = old({ text: 'Twice at the same moment.' })
  const became = await Promise.all([importOne(one), importer(stage.open, { recipient: null, dryRun: false })(one)])
  const complaints = new Set(became.flatMap((each) => ('complaint' in each ? [each.complaint] : [])))
  expect(complaints.size).toBe(1)
})

test('one that was kept when the last import died is read by the next', async () => {
  const one = old({ text: 'Kept, not read.' })
  const dying = importer(
    (actor, run) =>
      stage.open(actor, async (work) => {
        const row = await work.db.selectFrom('channels_mails').select('id').where('state', '=', 'stored').executeTakeFirst()
        if (row) throw new Error('killed')
        return run(work)
      }),
    { recipient: null, dryRun: false },
  )
  await expect(dying(one)).rejects.toThrow('killed')
  expect(await importOne(one)).toMatchObject({ became: 'opened' })
})

test('what cannot be a complaint is put aside with its reason; one that is too large, with its beginning', async () => {
  expect(await importOne(found(bounce({ original: 'x@elsewhere.example', recipient: 'x@customer.example' })))).toEqual({
    became: 'put_aside',
    why: 'bounce',
  })
  expect(await importOne(found(Buffer.from('no mail at all')))).toEqual({ became: 'put_aside', why: 'not_mail' })
  expect(await importOne(found(mail(), { cut: true }))).toEqual({ became: 'put_aside', why: 'too_large' })
  expect(await importOne(found(mail(), { skip: 'draft' }))).toEqual({ became: 'skipped', why: 'draft' })
})

test('a dry run says what would become of each mail, and writes nothing', async () => {
  const before = await mailsKept()
  const [first, answer] = [nextMessageId(), nextMessageId()]
  const archive = [
    old({ messageId: first, text: 'Something new.' }),
    old({ from: ours, to: ada.email, messageId: answer, text: 'We see.', fields: { 'In-Reply-To': `<${first}>` } }),
    old({ text: 'Thank you.', fields: { 'In-Reply-To': `<${answer}>` } }),
    found(Buffer.from('no mail at all, either')),
  ]
  const became = []
  for (const one of [...archive, ...archive.slice(0, 1)]) became.push((await dryRun(one)).became)
  expect(became).toEqual(['opened', 'attached', 'attached', 'put_aside', 'already_here'])
  expect(await mailsKept()).toBe(before)
})

test('of a Maildir the read and the new mails are taken, its folders too; not what is being written, thrown away or never sent', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'redress-maildir-'))
  atTheEnd(() => rm(folder, { recursive: true, force: true }))
  const put = async (file: string) => {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), mail({ text: `This is ${file}.` }))
  }
  const kept = [
    'cur/1700000300.b.host:2,S',
    'new/1700000100.a.host',
    '.Old.2025/cur/1700000200.c.host:2,RS',
    '.Sent/cur/1700000250.d.host:2,S',
  ]
  const skipped = ['cur/1700000400.e.host:2,ST', '.Old.2025/cur/1700000500.f.host:2,D']
  const never = ['tmp/1700000600.g.host', '.Trash/cur/1700000700.h.host:2,S', 'cur/.hidden', 'other/cur/1700000800.i.host:2,S']
  for (const file of [...kept, ...skipped, ...never]) await put(file)
  const { files, leftOut } = await listMaildir(folder)
  expect(leftOut).toEqual(['.Trash'])
  expect(files.filter((file) => !skipped.includes(file))).toEqual([kept[1], kept[0], kept[2], kept[3]])
  // A mail program reads one meanwhile, and deletes another.
  await rename(join(folder, 'new/1700000100.a.host'), join(folder, 'cur/1700000100.a.host:2,S'))
  await rm(join(folder, '.Sent/cur/1700000250.d.host:2,S'))
  const mails = await Array.fromAsync(maildirMails(folder, files))
  expect(mails.filter(({ skip }) => skip === null).map(({ where }) => where)).toEqual(['cur/1700000100.a.host:2,S', kept[0], kept[2]])
  expect(mails.flatMap(({ skip }) => skip ?? []).toSorted()).toEqual(['deleted', 'draft', 'gone'])
  expect(mails[0]?.postmark.at?.toString()).toBe('2023-11-14T22:15:00Z')
})
