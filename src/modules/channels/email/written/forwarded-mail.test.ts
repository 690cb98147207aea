import { expect, test } from 'vitest'
import { textFromHtml } from '../mime/html-text.ts'
import { newlyWritten } from './strip-quotes.ts'

const eva = { name: 'Eva Sample', address: 'eva@customer.example' }

const forwards: [string, string, string][] = [
  [
    'Gmail',
    '---------- Forwarded message ---------\nFrom: Eva Sample <eva@customer.example>\nDate: Mon, 3 Nov 2025 at 10:12\nSubject: Cup\nTo: <desk@shop.example>',
    'Mon, 3 Nov 2025 at 10:12',
  ],
  [
    'Gmail in Greek',
    '---------- Προωθημένο μήνυμα ---------\nΑπό: Eva Sample <eva@customer.example>\nΗμερομηνία: Δευ 3 Νοε 2025 στις 10:12 π.μ.\nΘέμα: Cup\nΠρος: <desk@shop.example>',
    'Δευ 3 Νοε 2025 στις 10:12 π.μ.',
  ],
  [
    'Apple Mail in Greek',
    'Έναρξη προωθημένου μηνύματος:\n\nΑπό: Eva Sample <eva@customer.example>\nΘέμα: Cup\nΗμερομηνία: 3 Νοεμβρίου 2025 στις 10:12:33 π.μ. EET\nΠρος: Desk <desk@shop.example>',
    '3 Νοεμβρίου 2025 στις 10:12:33 π.μ. EET',
  ],
  [
    'Thunderbird in Spanish',
    '-------- Mensaje reenviado --------\nAsunto: \tCup\nFecha: \tMon, 3 Nov 2025 10:12:00 +0200\nDe: \tEva Sample <eva@customer.example>\nPara: \tdesk@shop.example',
    'Mon, 3 Nov 2025 10:12:00 +0200',
  ],
  [
    'web.de',
    '-------- Weitergeleitete Nachricht --------\nVon: "Eva Sample" [mailto:eva@customer.example]\nGesendet: Montag, 3. November 2025 um 10:12 Uhr\nAn: desk@shop.example\nBetreff: Cup',
    'Montag, 3. November 2025 um 10:12 Uhr',
  ],
]

test.each(forwards)('%s: the own words are shown, the forwarded mail is kept with its sender', (_, head, date) => {
  const { visibleText, forwarded } = newlyWritten(`Please see to this.\n\n${head}\n\nThe cup is broken.\nWhat now?`, null)
  expect(visibleText).toBe('Please see to this.')
  expect(forwarded).toEqual([
    {
      marked: true,
      from: eva,
      date,
      subject: 'Cup',
      to: expect.stringContaining('desk@shop.example'),
      text: 'The cup is broken.\nWhat now?',
    },
  ])
})

test('a forwarded mail whose lines are quoted loses their marks', () => {
  const text =
    'FYI\n\nBegin forwarded message:\n\n> From: Eva Sample <eva@customer.example>\n> Subject: Cup\n> Date: 3 November 2025 at 10:12:33 EET\n> To: Desk <desk@shop.example>\n> \n> Broken.\n> > really'
  const { visibleText, forwarded } = newlyWritten(text, null)
  expect(visibleText).toBe('FYI')
  expect(forwarded).toMatchObject([{ marked: true, from: eva, subject: 'Cup', text: 'Broken.\n> really' }])
})

test('Outlook does not say whether it forwards: the head is told, unmarked', () => {
  const text =
    'FYI\n\nΑπό: Eva Sample <eva@customer.example>\nΣτάλθηκε: Δευτέρα, 3 Νοεμβρίου 2025 10:12 πμ\nΠρος: Desk\nΘέμα: Cup\n\nBroken.'
  expect(newlyWritten(text, null)).toMatchObject({
    visibleText: 'FYI',
    forwarded: [{ marked: false, from: eva, subject: 'Cup', text: 'Broken.' }],
  })
})

test('a forward without own words is shown whole, and its sender told', () => {
  const text =
    '---------- Forwarded message ---------\nFrom: Eva Sample <eva@customer.example>\nDate: Mon, 3 Nov 2025 at 10:12\nSubject: Cup\nTo: desk@shop.example\n\nBroken.'
  expect(newlyWritten(text, null)).toMatchObject({ visibleText: text, forwarded: [{ from: eva, text: 'Broken.' }] })
})

test('a forward that only its HTML holds is told, too', () => {
  const html =
    '<div dir="ltr">See this.<br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>From: <strong>Eva Sample</strong> &lt;<a href="mailto:eva@customer.example">eva@customer.example</a>&gt;<br>Date: Mon, 3 Nov 2025 at 10:12<br>Subject: Cup<br>To: &lt;desk@shop.example&gt;<br></div><br>Broken.</div></div>'
  expect(newlyWritten(textFromHtml(html), html)).toMatchObject({
    visibleText: 'See this.',
    forwarded: [{ marked: true, from: eva, subject: 'Cup', text: 'Broken.' }],
  })
})

test('a line that a field runs over belongs to it, and words right below the head do not', () => {
  const text =
    'FYI\n\nFrom: Eva Sample\n<eva@customer.example>\nSent: Monday, November 3, 2025 10:12 AM\nTo: Desk\nSubject: Cup\nDear desk: it broke,\nit did.'
  expect(newlyWritten(text, null)).toMatchObject({
    visibleText: 'FYI',
    forwarded: [{ from: eva, subject: 'Cup', text: 'Dear desk: it broke,\nit did.' }],
  })
})

test('an answer passes nothing on', () => {
  expect(newlyWritten('Yes.\n\nOn Mon, 3 Nov 2025 at 10:12, Desk <desk@shop.example> wrote:\n> old', null).forwarded).toEqual([])
})

test('a mail of a thousand forwards tells of twenty', () => {
  const one = '---- Forwarded message ----\nFrom: Eva <eva@customer.example>\nSubject: Cup\n\n> x\n\nmine\n\n'
  expect(newlyWritten(one.repeat(1_000), null).forwarded).toHaveLength(20)
})
