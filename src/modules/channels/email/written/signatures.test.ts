import { expect, test } from 'vitest'
import { newlyWritten } from './strip-quotes.ts'

const deviceLines = [
  'Sent from my iPhone',
  'Sent from my Verizon Wireless BlackBerry',
  'Sent from my phone. Please excuse brevity.',
  'Sent from Yahoo Mail on Android',
  '(sent from my phone)',
  'Sent with Proton Mail secure email.',
  'Get Outlook for Android<https://aka.example/x>',
  '[Sent from Samsung Mobile](https://samsung.example)',
  'Στάλθηκε από το iPhone μου',
  'Εστάλη από το iPhone μου',
  'Στάλθηκε από το κινητό μου',
  'Εστάλη από το Samsung Galaxy μου',
  'Εστάλη από το Wiko μου',
  'Αποστολή από iPhone',
  'Στάλθηκε από το Outlook για iOS',
  'Λήψη του Outlook για iOS<https://aka.example/o>',
  'Αποκτήστε το Outlook για Android',
  'ΣΤΑΛΘΗΚΕ ΑΠΟ ΤΟ ΚΙΝΗΤΟ ΜΟΥ',
  'Enviado desde mi iPhone',
  'Obtener Outlook para iOS',
  'Von meinem iPhone gesendet',
  'Gesendet von Outlook für Android',
  'Outlook für Android beziehen',
  'Diese Nachricht wurde von meinem Android-Gerät mit K-9 Mail gesendet.',
  'Envoyé de mon iPhone',
  'Télécharger Outlook pour iOS',
  'Inviato da iPhone',
  'Enviado do meu iPhone',
  'Verstuurd vanaf mijn iPhone',
  'Sendt fra min iPhone',
  'Skickat från min iPhone',
  'Hämta Outlook för iOS',
  'Lähetetty iPhonesta',
  'Sent úr iPhone',
  'Wysłane z iPhone',
  'Odesláno z iPhonu',
  'Odoslané z iPhonu',
  'Az iPhone-omról küldve',
  'Trimis de pe iPhone-ul meu',
  'Poslano s mog iPhonea',
  'Изпратено от моя iPhone',
  'Отправлено с iPhone',
  'Отправлено из мобильной Почты',
  'Надіслано з iPhone',
  'iPhone’umdan gönderildi',
  '发自我的 iPhone',
  '從我的 iPhone 傳送',
  'iPhoneから送信',
  '나의 iPhone에서 보냄',
  'Gửi từ iPhone của tôi',
  'أُرسلت من الـ iPhone',
  'נשלח מה-iPhone שלי',
]

test.each(deviceLines)('what a device wrote is set apart: %s', (line) => {
  expect(newlyWritten(`My answer.\n\n${line}\n`, null)).toMatchObject({ visibleText: 'My answer.', signature: line })
  const replied = `My answer.\n${line}\n\nFrom: Desk <desk@shop.example>\nSent: 5 March 2024 14:30\nTo: Eva\nSubject: Cup\n\nold`
  expect(newlyWritten(replied, null)).toMatchObject({ visibleText: 'My answer.', signature: line })
})

const cards: [string, string][] = [
  ['-- \nEva Sample\n+30 210 0000000', 'Eva Sample\n+30 210 0000000'],
  ['--\nEva', 'Eva'],
  ['—\nEva Sample\nCEO at Cups\n\n@cups', '—\nEva Sample\nCEO at Cups\n\n@cups'],
  ['________\nEva Sample\nwww.cups.example', 'Eva Sample\nwww.cups.example'],
  ['__\ncups mailing list\ncups@lists.example', 'cups mailing list\ncups@lists.example'],
  ['-Eva Sample', '-Eva Sample'],
  ...[
    'Με εκτίμηση,\nΙωάννα Παπαδοπούλου\nΔικηγόρος\nΤηλ.: 210 1234567',
    'Με εκτίμηση, Ιωάννα Παπαδοπούλου\nΚιν. 697 123 4567\nwww.papadopoulou.example',
    'Mit freundlichen Grüßen\n\nEva Muster\nGeschäftsführerin\nTel. 030 1234567\nwww.muster.example',
    'Mit freundlichen Grüßen / Με εκτίμηση / Kind regards\n\nEva Muster\nTel. +49 30 1234567',
    'Saludos cordiales,\nMaría Gómez\nhttps://gomez.example',
    'Regards,\n\nEva Sample\nCEO @ Cups !',
    'This e-mail and any attachments are confidential and intended solely for the addressee. If you have received it in error, please notify the sender and delete it.',
    'Το παρόν μήνυμα είναι εμπιστευτικό και απευθύνεται αποκλειστικά στον παραλήπτη. Αν το λάβατε κατά λάθος, παρακαλώ διαγράψτε το και ενημερώστε τον αποστολέα.',
    'Virus-free. www.avast.com',
  ].map((card): [string, string] => [card, card]),
]

test.each(cards)('the signature %j is set apart', (below, signature) => {
  expect(newlyWritten(`My answer.\n\n${below}\n`, null)).toMatchObject({ visibleText: 'My answer.', signature })
})

test('a card, a device and a disclaimer are one signature', () => {
  const text = 'Hello\n\nThanks!\n\n--\nEva Sample\nCups\n\nSent from my iPhone'
  expect(newlyWritten(text, null)).toMatchObject({ visibleText: 'Hello\n\nThanks!', signature: 'Eva Sample\nCups\n\nSent from my iPhone' })
})

test('below a quotation the signature is set apart, too', () => {
  const text = 'On Tue, Mar 5, 2024 at 2:30 PM Desk <desk@shop.example> wrote:\n> old\n\nMy answer.\n\n-- \nEva'
  expect(newlyWritten(text, null)).toMatchObject({ visibleText: 'My answer.', signature: 'Eva' })
})

test('what somebody typed below the line of a device is shown', () => {
  expect(newlyWritten('Hello\n\nSent from my iPhone\n\nThe cup is blue.', null)).toMatchObject({
    visibleText: 'Hello\n\nThe cup is blue.',
    signature: 'Sent from my iPhone',
  })
  expect(newlyWritten('Sent from my iPhone\n\nThe cup is blue.', null)).toMatchObject({
    visibleText: 'The cup is blue.',
    signature: 'Sent from my iPhone',
  })
})

test('a mail that is only a signature above what it answers shows the signature', () => {
  expect(newlyWritten('Sent from my iPhone\n\n> old', null)).toMatchObject({ visibleText: 'Sent from my iPhone', signature: null })
})

test.each([
  'Sent from the warehouse on Monday, it never arrived.',
  'Here is another mail\n\nSent from my desk, which is much easier than my telephone.',
  'The parcel was\n\nSent from Athens to Patras\n\nand lost.',
  'It is about my cup.\n\nEnviado por mi hermana',
  'Στάλθηκε από την αποθήκη σας',
  'Το τηλέφωνο χάλασε.\n\nΕστάλη από την αδερφή μου',
  'Es ist kaputt.\n\nIch habe das iPhone gesendet',
  'The notification was sent from my iPhone to all of you.',
  'Hello\n\n--\nPlease note also that I want my money back, and soon.',
  'I am writing because of:\n-- the first cup\n-- the second cup\n\nThanks!',
  'My list:\n\n- blue cup\n- Red',
  'Send me a new cup.\n\n-Thanks',
  'Here:\n```\n-- \nselect cups\n```\nIt fails, why?',
  'Prices:\n\n-----\nblue 10\n-----\nred 20\n-----\nand tel. 210 1234567, is that yours?',
  'Με εκτίμηση,\nΙωάννα Παπαδοπούλου\nΑριθμός παραγγελίας: 1234567',
  'The cup broke.\n\nBest regards\nMaria Pappa\n2024123456',
  'The cup broke.\n\nΜε εκτίμηση,\nΙωάννα',
  'I wanted to write with regards to the cup.\n\nAs regards the time, I waited.',
  'This message is confidential, please do not show it to the manager.',
  'Key points\n----\n1. one\n----\nThese lines are no signature.\n\n====\n\nNor is this one.',
  `I am writing again.\n\n--\n\nPlease read all of it.\n${'A long line of words that nobody would call a signature of any kind at all.\n'.repeat(14)}`,
])('what a person says is no signature: %j', (text) => {
  expect(newlyWritten(text, null)).toEqual({ visibleText: text.trim().replace(/ +$/gm, ''), signature: null, forwarded: [] })
})
