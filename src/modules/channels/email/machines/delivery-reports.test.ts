import { expect, test } from 'vitest'
import { parseMail } from '../mime/parse-mail.ts'
import { siftMail } from './sift-mail.ts'

interface Shape {
  from?: string
  subject?: string
  fields?: string[]
  text: string
}

const sift = async ({ from = 'MAILER-DAEMON@mx.provider.example', subject = '', fields = [], text }: Shape) => {
  const head = [`From: ${from}`, 'To: desk@shop.example', `Subject: ${subject}`, 'Message-ID: <d1@mx.provider.example>', ...fields]
  return siftMail(await parseMail(Buffer.from(`${head.join('\r\n')}\r\n\r\n${text.replaceAll('\n', '\r\n')}`)))
}
const returned =
  'From: desk@shop.example\nTo: gone@customer.example\nSubject: Your complaint\nMessage-ID: <rd.1.a@shop.example>\n\nGood day.'

const shapes: [string, Shape, string | null][] = [
  [
    'qmail',
    {
      subject: 'failure notice',
      text: `Hi. This is the qmail-send program at provider.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<gone@customer.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 <gone@customer.example>: Recipient address rejected\nGiving up on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <desk@shop.example>\n${returned}`,
    },
    '5.1.1',
  ],
  [
    'exim',
    {
      from: 'Mail Delivery System <Mailer-Daemon@mx.provider.example>',
      subject: 'Mail delivery failed: returning message to sender',
      text: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  gone@customer.example\n    host mx.customer.example [192.0.2.7]\n    SMTP error from remote mail server after RCPT TO:<gone@customer.example>:\n    550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\n${returned}`,
    },
    '5.1.1',
  ],
  [
    'postfix without a report',
    {
      from: 'Mail Delivery System <MAILER-DAEMON@mx.provider.example>',
      subject: 'Undelivered Mail Returned to Sender',
      text: `This is the mail system at host mx.provider.example.\n\nI'm sorry to have to inform you that your message could not\nbe delivered to one or more recipients. It's attached below.\n\nFor further assistance, please send mail to postmaster@provider.example.\n\n<gone@customer.example>: host mx.customer.example[192.0.2.7] said: 550 5.7.1\n    <gone@customer.example>: Access denied (in reply to RCPT TO command)\n`,
    },
    '5.7.1',
  ],
  [
    'sendmail without a report',
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON@relay.provider.example>',
      subject: 'Returned mail: User unknown',
      text: `The original message was received at Tue, 5 Mar 2024 14:30:00 GMT\nfrom root@localhost\n\n   ----- The following addresses had permanent fatal errors -----\n<gone@customer.example>\n\n   ----- Transcript of session follows -----\n... while talking to mx.customer.example.:\n>>> RCPT To:<gone@customer.example>\n<<< 550 <gone@customer.example>... User unknown\n550 <gone@customer.example>... User unknown\n\n   ----- Original message follows -----\n\n${returned}`,
    },
    null,
  ],
  [
    'an old Exchange',
    {
      from: 'System Administrator <postmaster@customer.example>',
      subject: 'Undeliverable: Your complaint',
      text: `Your message\n\n  To:      gone@customer.example\n  Subject: Your complaint\n  Sent:    Tue, 5 Mar 2024 14:30:00 -0000\n\ndid not reach the following recipient(s):\n\ngone@customer.example on Tue, 5 Mar 2024 14:30:02 -0000\n    The recipient name is not recognized\n\tThe MTS-ID of the original message is: c=us;a= ;p=Customer;l=MX1\n    MSEXCH:IMS:Customer:HQ:MX1 0 (000C05A6) Unknown Recipient\n`,
    },
    null,
  ],
  [
    'Exchange in Greek',
    {
      from: 'postmaster@customer.example',
      subject: 'Δεν είναι δυνατή η παράδοση: Το παράπονό σας',
      fields: ['Auto-Submitted: auto-replied', 'Return-Path: <>'],
      text: 'Η παράδοση απέτυχε σε αυτούς τους παραλήπτες ή ομάδες:\n\ngone@customer.example\nΗ διεύθυνση ηλεκτρονικού ταχυδρομείου που πληκτρολογήσατε δεν βρέθηκε.\n\nΠληροφορίες διαγνωστικού ελέγχου για διαχειριστές:\n\ngone@customer.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n',
    },
    '5.1.1',
  ],
  [
    'Exchange in Spanish',
    {
      from: 'Administrador del sistema <postmaster@customer.example>',
      subject: 'No se puede entregar: Su reclamación',
      text: 'No se pudo entregar el mensaje a los siguientes destinatarios o grupos:\n\ngone@customer.example\nNo se encontró la dirección de correo electrónico que ha escrito.\n\nServidor generador: mx.customer.example\ngone@customer.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##\n',
    },
    '5.1.1',
  ],
  [
    'Exchange in German',
    {
      from: 'postmaster@customer.example',
      subject: 'Unzustellbar: Ihre Beschwerde',
      text: "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n\ngone@customer.example<mailto:gone@customer.example>\nDie eingegebene E-Mail-Adresse konnte nicht gefunden werden.\n\nRemote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound'\n",
    },
    '5.1.10',
  ],
  [
    'Gmail in words',
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@provider.example>',
      subject: 'Delivery Status Notification (Failure)',
      fields: ['X-Failed-Recipients: gone@customer.example'],
      text: "** Address not found **\n\nYour message wasn't delivered to gone@customer.example because the address couldn't be found, or is unable to receive mail.\n\nThe response was:\n550 5.1.1 The email account that you tried to reach does not exist.\n",
    },
    '5.1.1',
  ],
  [
    'Yahoo',
    {
      from: 'MAILER-DAEMON@provider.example',
      subject: 'Failure Notice',
      text: `Sorry, we were unable to deliver your message to the following address.\n\n<gone@customer.example>:\nRemote host said: 554 delivery error: dd This user doesn't have a customer.example account (gone@customer.example) [-9] [BODY]\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    },
    null,
  ],
  [
    'AOL',
    {
      from: 'Mail Delivery Subsystem <MAILER-DAEMON@provider.example>',
      subject: 'Returned mail: see transcript for details',
      text: `Your mail to the following recipients could not be delivered because they are not accepting mail from desk@shop.example:\n\tgone\n\n   ----- The following addresses had permanent fatal errors -----\n<gone@customer.example>\n    (reason: 550 MAILBOX NOT FOUND)\n`,
    },
    null,
  ],
  [
    'Notes',
    {
      from: 'Mail Router <mail-router@customer.example>',
      subject: 'DELIVERY FAILURE: User gone (gone@customer.example) not listed in Domino Directory',
      fields: ['Return-Path: <>'],
      text: 'Your message\n\n  Subject: Your complaint\n\nwas not delivered to:\n\n  gone@customer.example\n\nbecause:\n\n  User gone (gone@customer.example) not listed in Domino Directory\n',
    },
    null,
  ],
  [
    'GroupWise',
    {
      from: 'Mailer-Daemon@customer.example',
      subject: 'Mail System Error - Returned Mail',
      text: 'The message that you sent was undeliverable to the following:\n\tgone@customer.example (user not found)\n\nPossibly truncated original message follows:\n',
    },
    null,
  ],
  [
    'Mimecast',
    {
      from: 'Postmaster <postmaster@shop.example>',
      subject: '[Postmaster] Email Delivery Failure',
      text: 'This is a delivery failure notification message indicating that\nan email you addressed to email address :\n-- gone@customer.example\n\ncould not be delivered. The problem appears to be :\n-- Recipient email address is possibly incorrect\n\nAdditional information follows :\n-- 550 5.1.1 Recipient not found\n',
    },
    '5.1.1',
  ],
  [
    'IMail',
    {
      from: 'Postmaster <postmaster@provider.example>',
      subject: 'Undeliverable Mail',
      fields: ['X-Mailer: <SMTP32 v8.22>'],
      text: `Unknown user: gone@customer.example\n\nRCPT TO generated following response:\n550 5.1.1 no such user\n\nOriginal message follows.\n\n${returned}`,
    },
    '5.1.1',
  ],
  [
    'a server that has a name of its own',
    {
      from: 'Mail Server <noreply@customer.example>',
      subject: 'Message could not be delivered',
      fields: ['Auto-Submitted: auto-generated'],
      text: `The following message could not be delivered to gone@customer.example:\n\n550 5.2.2 Mailbox full\n\n----- Original message -----\n${returned}`,
    },
    '5.2.2',
  ],
  [
    'Courier',
    {
      from: '"Courier mail server at provider.example" <postmaster@provider.example>',
      subject: 'NOTICE: mail delivery status.',
      fields: ['Return-Path: <>'],
      text: 'This is a delivery status notification from provider.example.\n\nThe original message was received on Tue, 5 Mar 2024\n\n                           UNDELIVERABLE MAIL\n\nYour message to the following recipients cannot be delivered:\n\n<gone@customer.example>:\n <<< 550 5.1.1 User unknown.\n',
    },
    '5.1.1',
  ],
  [
    'a group that nobody may write to',
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@provider.example>',
      subject: 'Delivery Status Notification (Failure)',
      text: 'We are writing to let you know that the group you tried to contact (gone@customer.example) may not exist, or you may not post to it.\n\nIf you have questions, please contact help@provider.example.\n',
    },
    null,
  ],
  [
    'Swedish',
    {
      from: 'postmaster@customer.example',
      subject: 'Det går inte att leverera: Ert klagomål',
      text: 'Leveransen misslyckades till följande mottagare:\n\ngone@customer.example\n#550 5.1.1 RESOLVER.ADR.RecipNotFound\n',
    },
    '5.1.1',
  ],
  [
    'Chinese',
    {
      from: 'postmaster@customer.example',
      subject: '系统退信',
      text: '抱歉，您的邮件被退回来了……\n\n收件人邮件地址：gone@customer.example\n\n退信原因：收件人邮件地址不存在，邮件无法送达。 550 5.1.1 User not found\n',
    },
    '5.1.1',
  ],
  [
    'Russian',
    {
      from: 'Mail Delivery Subsystem <mailer-daemon@provider.example>',
      subject: 'Недоставленное сообщение',
      text: 'Это письмо создано автоматически сервером.\n\nК сожалению, мы не можем доставить Ваше письмо: не удалось доставить\n\n<gone@customer.example>: 550 5.1.1 No such user!\n',
    },
    '5.1.1',
  ],
  [
    'a report of which only the text is left',
    {
      from: 'Mail Delivery System <MAILER-DAEMON@mx.provider.example>',
      subject: 'Undelivered Mail Returned to Sender',
      text: 'Reporting-MTA: dns; mx.provider.example\n\nFinal-Recipient: rfc822; gone@customer.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 unknown\n',
    },
    '5.1.1',
  ],
]

test.each(shapes)('a bounce of %s is told, with whom it did not reach', async (_name, shape, status) => {
  const told = await sift(shape)
  expect(told).toMatchObject({ bounce: true, delayed: false, autoReply: false, recipients: ['gone@customer.example'], status })
  expect(told.reason).toBeTruthy()
})

const report = (blocks: string, type = 'multipart/report; report-type=delivery-status') => ({
  fields: [`Content-Type: ${type}; boundary=b`],
  text: `--b\nContent-Type: text/plain\n\nA report.\n--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.provider.example\n\n${blocks}\n--b\nContent-Type: message/rfc822\n\nX-Redress-Loop: rd.2.b@shop.example\nMessage-ID: <changed-on-the-way@relay.example>\n${returned}\n--b--`,
})

test('a formal report names who was not reached: the address that we wrote to, all of them, and why', async () => {
  const blocks =
    'Original-Recipient: rfc822;gone+2Btag@customer.example\nFinal-Recipient: rfc822; behind@elsewhere.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550-5.2.1 This account\n  is disabled\n\nFinal-Recipient: RFC822; <other@customer.example>\nAction: failed\nStatus: 5.1.1\n\nFinal-Recipient: rfc822; fine@customer.example\nAction: delivered\nStatus: 2.0.0'
  expect(await sift({ subject: 'Undelivered Mail', ...report(blocks) })).toMatchObject({
    bounce: true,
    recipients: ['gone+tag@customer.example', 'other@customer.example'],
    status: '5.2.1',
    reason: '550-5.2.1 This account is disabled',
    original: { messageId: 'rd.2.b@shop.example' },
  })
})

test('by a formal report a mail is late, or has arrived: neither is a bounce', async () => {
  const of = (action: string, status: string) => `Final-Recipient: rfc822; gone@customer.example\nAction: ${action}\nStatus: ${status}`
  expect(await sift({ subject: 'Delayed', ...report(of('delayed', '4.4.1')) })).toMatchObject({
    bounce: false,
    delayed: true,
    status: '4.4.1',
  })
  for (const action of ['delivered', 'relayed', 'expanded'])
    expect(await sift({ subject: 'Delivery', ...report(of(action, '2.1.5')) })).toMatchObject({
      bounce: false,
      delayed: false,
      readReceipt: true,
    })
})

test('a report is one without multipart/report, or as the whole mail, from a server', async () => {
  const block = 'Final-Recipient: rfc822; gone@customer.example\nAction: failed\nStatus: 5.1.1'
  expect(await sift({ subject: 'Undeliverable: x', ...report(block, 'multipart/mixed') })).toMatchObject({ bounce: true })
  const whole = { fields: ['Content-Type: message/delivery-status'], text: `Reporting-MTA: dns; mx.example\n\n${block}` }
  expect(await sift(whole)).toMatchObject({ bounce: true, recipients: ['gone@customer.example'] })
  const sentOn = { from: 'Eva <eva@customer.example>', subject: 'Fwd: Undeliverable: x', ...report(block, 'multipart/mixed') }
  expect(await sift(sentOn)).toMatchObject({ bounce: false })
})

test.each([
  [
    'Warning: could not send message for past 4 hours',
    '    **********************************************\n    **      THIS IS A WARNING MESSAGE ONLY      **\n    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **\n\n<gone@customer.example>... Deferred: Connection timed out\nWarning: message still undelivered after 4 hours\nWill keep trying until message is 5 days old\n',
  ],
  [
    'Warning: message 1abcDE-0001 delayed 24 hours',
    'This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its\nrecipients after more than 24 hours on the queue.\n\n  gone@customer.example\n    Delay reason: Connection refused\n\nNo action is required on your part. Delivery attempts will continue\n',
  ],
  [
    'Delivery Status Notification (Delay)',
    'This is an automatically generated Delivery Status Notification\n\nTHIS IS A WARNING MESSAGE ONLY.\n\nDelivery to the following recipient has been delayed:\n\n     gone@customer.example\n\nMessage will be retried for 2 more day(s)\n',
  ],
  [
    'Καθυστέρηση παράδοσης: Το παράπονό σας',
    'Η παράδοση του μηνύματος καθυστερεί.\n\ngone@customer.example\n\nΘα γίνουν νέες προσπάθειες.\n',
  ],
])('“%s” is a warning, no bounce', async (subject, text) => {
  expect(await sift({ from: 'Mail Delivery System <MAILER-DAEMON@mx.provider.example>', subject, text })).toMatchObject({
    bounce: false,
    delayed: true,
    recipients: ['gone@customer.example'],
  })
})

test.each([
  ['Delivery failed: my parcel', 'The parcel could not be delivered. The courier said: error 550.', 'Eva <eva@customer.example>', []],
  [
    'Undeliverable: where is my order?',
    'You wrote that my address does not exist. It does!',
    'Eva <eva@customer.example>',
    ['Return-Path: <>'],
  ],
  [
    'Re: Undeliverable: Your complaint',
    `I got this:\n\n550 5.1.1 User unknown\n\n----- Original message -----\n${returned}`,
    'Eva <eva@customer.example>',
    [],
  ],
  [
    'Fwd: failure notice',
    `Your server does not take my mail.\n\nHi. This is the qmail-send program at provider.example.\n<desk@shop.example>:\n550 5.1.1 no\n\n--- Below this line is a copy of the message.\n\n${returned}`,
    'Eva <eva@customer.example>',
    [],
  ],
  [
    'Question about your mail server',
    'Hello, I administer customer.example. Your server rejects our mail with 550 5.7.1. Can you help? Bob',
    'Bob <postmaster@customer.example>',
    [],
  ],
  [
    'Returned to sender',
    'My parcel was returned to sender. Unknown address, they say, but I have lived here for years.',
    'Shop form <form@shop.example>',
    ['Return-Path: <>', 'Auto-Submitted: auto-generated'],
  ],
  ['Rejected', 'My claim was rejected without a reason.', 'Eva <eva@customer.example>', ['Return-Path: <>']],
  ['Mensaje no entregado', 'Mi paquete no fue entregado y nadie contesta.', 'Eva <eva@customer.example>', []],
  ['Δεν παραδόθηκε', 'Το δέμα μου δεν παραδόθηκε ποτέ.', 'Εύα <eva@customer.example>', ['Return-Path: <>']],
  [
    'Your message was not delivered',
    'to me in time: the concert was over when I read it.',
    'Eva <eva@customer.example>',
    ['Precedence: bulk'],
  ],
  [
    'Unzustellbar: mein Paket',
    'Die Adresse ist unbekannt, sagt der Bote. Schaden: 550 Euro.\n\n-----Ursprüngliche Nachricht-----\nVon: Shop',
    'Huber <mail@huber.example>',
    [],
  ],
  [
    'Delivery failed: order 7',
    'Name: Io\n\nMessage follows:\nYour message says that you were unable to deliver it to my address. 550 dollars lost.',
    'Shop form <noreply@shop.example>',
    ['Return-Path: <>', 'Auto-Submitted: auto-generated'],
  ],
  [
    'Your mail to us',
    'Your message to Eva was rejected with 550 5.7.1, because your address is on a list. Write to me. Bob',
    'Bob <postmaster@customer.example>',
    [],
  ],
  [
    'Unzustellbar: mein Paket',
    'Die Adresse ist unbekannt, sagt der Bote. Schaden: 550 Euro.\n\n-----Ursprüngliche Nachricht-----\nVon: Shop',
    'Huber <mail@huber.example>',
    [],
  ],
  [
    'Delivery failed: order 7',
    'Name: Io\n\nMessage follows:\nYour message says that you were unable to deliver it to my address. 550 dollars lost.',
    'Shop form <noreply@shop.example>',
    ['Return-Path: <>', 'Auto-Submitted: auto-generated'],
  ],
  [
    'Your mail to us',
    'Your message to Eva was rejected with 550 5.7.1, because your address is on a list. Write to me. Bob',
    'Bob <postmaster@customer.example>',
    [],
  ],
])('“%s” of a person is no bounce', async (...[subject, text, from, fields]) => {
  expect(await sift({ subject, text, from, fields })).toMatchObject({ bounce: false, delayed: false, recipients: [] })
})

test('a server’s words that never end are read in bounded time', async () => {
  const begun = performance.now()
  for (const word of ['your message ', 'recipient ', 'the following ', 'a@', '<x@y.example> ', 'could not '])
    await sift({ subject: 'Undeliverable', text: word.repeat(Math.ceil(200_000 / word.length)) })
  expect(performance.now() - begun).toBeLessThan(20_000)
})
