import { expect, test } from 'vitest'
import { parseMail } from '../mime/parse-mail.ts'
import { siftMail } from './sift-mail.ts'

const sift = async (subject: string, text: string, fields: string[] = []) =>
  siftMail(
    await parseMail(
      Buffer.from(
        `From: Eva <eva@customer.example>\r\nTo: desk@shop.example\r\nSubject: ${subject}\r\n${fields.join('\r\n')}\r\n\r\n${text}`,
      ),
    ),
  )
const part = (type: string, text: string) =>
  `--b\r\nContent-Type: text/plain\r\n\r\nA report.\r\n--b\r\nContent-Type: ${type}\r\n\r\n${text}\r\n--b--`

test.each(['displayed', 'deleted', 'dispatched'])('a receipt that says %s is one, in a report and in a mixed mail', async (disposition) => {
  const text = part(
    'message/disposition-notification',
    `Original-Message-ID: <rd.1.a@shop.example>\r\nDisposition: automatic-action/MDN-sent-automatically; ${disposition}`,
  )
  for (const type of ['multipart/report; report-type=disposition-notification', 'multipart/mixed'])
    expect(await sift('Read: x', text, [`Content-Type: ${type}; boundary=b`])).toMatchObject({
      readReceipt: true,
      bounce: false,
      original: { messageId: 'rd.1.a@shop.example' },
    })
})

test.each([
  ['Read: Your complaint', 'Your message\n\n To: desk@shop.example\n Subject: Your complaint\n\nwas read on Tuesday.'],
  ['Not read: Your complaint', 'Your message\n\n To: desk@shop.example\n\nwas deleted without being read on Tuesday.'],
  ['Διαβάστηκε: Το παράπονό σας', 'Το μήνυμά σας\n\n Προς: desk@shop.example\n\nδιαβάστηκε στις 5 Μαρτίου.'],
  ['Leído: Su reclamación', 'Su mensaje\n\n Para: desk@shop.example\n\nfue leído el martes.'],
  ['Gelesen: Ihre Beschwerde', 'Ihre Nachricht\n\n An: desk@shop.example\n\nwurde am Dienstag gelesen.'],
  ['Lu : Votre réclamation', 'Votre message\n\n À: desk@shop.example\n\na été lu le mardi.'],
])('“%s” in the words of Exchange is a receipt', async (subject, text) => {
  expect(await sift(subject, text)).toMatchObject({ readReceipt: true })
})

test.each([
  ['Read: this is my third mail', 'Your message was no help. I have read it twice.'],
  ['Read the contract', 'Your message was read to me by my daughter.'],
  ['Re: Read: Your complaint', 'I have read it. The cabin is still wet.'],
])('“%s” of a person is no receipt', async (subject, text) => {
  expect(await sift(subject, text)).toMatchObject({ readReceipt: false })
})

test('an abuse report is one by its part or by its name; who sends one on is a person', async () => {
  const text = part('message/feedback-report', 'Feedback-Type: abuse\r\nVersion: 1')
  const fields = ['Content-Type: multipart/report; report-type=feedback-report; boundary=b']
  expect(await sift('FW: Your complaint', text, fields)).toMatchObject({ reportsAbuse: true })
  expect(await sift('complaint about message from 192.0.2.7', 'A copy.')).toMatchObject({ reportsAbuse: true })
  expect(await sift('Fwd: Report', text, ['Content-Type: multipart/mixed; boundary=b'])).toMatchObject({ reportsAbuse: false })
  expect(await sift('Complaint about message from your agent', 'It was rude.')).toMatchObject({ reportsAbuse: false })
})

test('a null sender of the envelope counts as an empty return path', async () => {
  const raw = Buffer.from(
    'From: Mail Server <post@customer.example>\r\nSubject: Undeliverable: x\r\n\r\nYour message could not be delivered to <gone@customer.example>:\r\n550 5.1.1 unknown user\r\n',
  )
  const mail = await parseMail(raw)
  expect([siftMail(mail, true).bounce, siftMail(mail).bounce]).toEqual([true, false])
})
