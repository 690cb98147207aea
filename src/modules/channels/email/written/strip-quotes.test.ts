import { expect, test } from 'vitest'
import { replyAboveLines } from './reply-headers.ts'
import { newlyWritten } from './strip-quotes.ts'

/** The line above a quotation as Gmail, Apple Mail, Thunderbird and others write it. */
const attributions: [string, string][] = [
  ['en Gmail', 'On Tue, Mar 5, 2024 at 2:30 PM Shop Desk <desk@shop.example> wrote:'],
  ['en Apple', 'On 5 Mar 2024, at 14:30, Shop Desk <desk@shop.example> wrote:'],
  ['en folded', 'On Tue, Mar 5, 2024 at 2:30 PM Shop Desk\n<desk@shop.example> wrote:'],
  ['el Gmail', 'Στις Τρί 5 Μαρ 2024 στις 2:30 μ.μ., ο χρήστης Shop Desk <desk@shop.example> έγραψε:'],
  ['el Apple', 'Στις 5 Μαρ 2024, στις 14:30, ο/η Shop Desk <desk@shop.example> έγραψε:'],
  ['el Thunderbird', 'Στις 5/3/2024 14:30, ο/η Shop Desk έγραψε:'],
  ['el Yahoo', 'Την Τρίτη 5 Μαρτίου 2024 στις 02:30:00 μ.μ. EET, ο χρήστης Shop Desk <desk@shop.example> έγραψε:'],
  ['es', 'El mar, 5 mar 2024 a las 14:30, Shop Desk (<desk@shop.example>) escribió:'],
  ['de', 'Am Di., 5. März 2024 um 14:30 Uhr schrieb Shop Desk <desk@shop.example>:'],
  ['fr', 'Le mar. 5 mars 2024 à 14:30, Shop Desk <desk@shop.example> a écrit :'],
  ['it', 'Il giorno mar 5 mar 2024 alle ore 14:30 Shop Desk <desk@shop.example> ha scritto:'],
  ['pt', 'Em ter., 5 de mar. de 2024 às 14:30, Shop Desk <desk@shop.example> escreveu:'],
  ['nl', 'Op di 5 mrt 2024 om 14:30 schreef Shop Desk <desk@shop.example>:'],
  ['da', 'Den tirs. 5. mar. 2024 kl. 14.30 skrev Shop Desk <desk@shop.example>:'],
  ['no', 'tir. 5. mar. 2024 kl. 14:30 skrev Shop Desk <desk@shop.example>:'],
  ['sv', 'Den tis 5 mars 2024 kl 14:30 skrev Shop Desk <desk@shop.example>:'],
  ['fi', 'ti 5. maalisk. 2024 klo 14.30 Shop Desk (desk@shop.example) kirjoitti:'],
  ['pl', 'wt., 5 mar 2024 o 14:30 Shop Desk <desk@shop.example> napisał(a):'],
  ['cs', 'út 5. 3. 2024 v 14:30 odesílatel Shop Desk <desk@shop.example> napsal:'],
  ['ru', 'вт, 5 мар. 2024 г. в 14:30, Shop Desk <desk@shop.example>:'],
  ['tr', 'Shop Desk <desk@shop.example>, 5 Mar 2024 Sal, 14:30 tarihinde şunu yazdı:'],
  ['zh', 'Shop Desk <desk@shop.example> 于2024年3月5日周二 下午2:30写道：'],
  ['ja', '2024年3月5日(火) 14:30 Shop Desk <desk@shop.example>:'],
  ['ko', '2024년 3월 5일 (화) 오후 2:30, Shop Desk <desk@shop.example>님이 작성:'],
]

test.each(attributions)('%s: the answer above a quotation is all that is shown', (_, line) => {
  expect(newlyWritten(`My answer.\nSecond line.\n\n${line}\n\n> Your words\n> more\n`, null).visibleText).toBe('My answer.\nSecond line.')
})

test.each(attributions.filter(([name]) => !['el Thunderbird'].includes(name)))('%s: history without marks is hidden, too', (_, line) => {
  expect(newlyWritten(`My answer.\n\n${line}\n\nDear customer,\n\nwe are sorry.\n`, null).visibleText).toBe('My answer.')
})

/** The block that Outlook puts above what came before. */
const blocks: [string, string][] = [
  [
    'en',
    'From: Shop Desk <desk@shop.example>\nSent: Tuesday, March 5, 2024 2:30 PM\nTo: Eva <eva@customer.example>\nSubject: Your complaint',
  ],
  [
    'el',
    'Από: Shop Desk <desk@shop.example>\nΣτάλθηκε: Τρίτη, 5 Μαρτίου 2024 2:30 μμ\nΠρος: Eva <eva@customer.example>\nΘέμα: Το παράπονό σας',
  ],
  [
    'es',
    'De: Shop Desk <desk@shop.example>\nEnviado: martes, 5 de marzo de 2024 14:30\nPara: Eva <eva@customer.example>\nAsunto: Su queja',
  ],
  ['de bold', '*Von:* Shop Desk <desk@shop.example>\n*Gesendet:* Dienstag, 5. März 2024 14:30\n*An:* Eva\n*Betreff:* Ihre Beschwerde'],
  ['fr', 'De : Shop Desk <desk@shop.example>\nEnvoyé : mardi 5 mars 2024 14:30\nÀ : Eva\nObjet : Votre réclamation'],
  ['it', 'Da: Shop Desk <desk@shop.example>\nInviato: martedì 5 marzo 2024 14:30\nA: Eva\nOggetto: Il suo reclamo'],
  ['pt', 'De: Shop Desk <desk@shop.example>\nEnviado: 5 de março de 2024 14:30\nPara: Eva\nAssunto: A sua reclamação'],
  ['nl', 'Van: Shop Desk <desk@shop.example>\nVerzonden: dinsdag 5 maart 2024 14:30\nAan: Eva\nOnderwerp: Uw klacht'],
  ['sv', 'Från: Shop Desk <desk@shop.example>\nSkickat: den 5 mars 2024 14:30\nTill: Eva\nÄmne: Ert klagomål'],
  ['pl', 'Od: Shop Desk <desk@shop.example>\nWysłano: wtorek, 5 marca 2024 14:30\nDo: Eva\nTemat: Reklamacja'],
  ['cs', 'Od: Shop Desk <desk@shop.example>\nOdesláno: úterý 5. března 2024 14:30\nKomu: Eva\nPředmět: Reklamace'],
  ['ru', 'От: Shop Desk <desk@shop.example>\nОтправлено: 5 марта 2024 г. 14:30\nКому: Eva\nТема: Жалоба'],
  ['tr', 'Kimden: Shop Desk <desk@shop.example>\nGönderildi: 5 Mart 2024 Salı 14:30\nKime: Eva\nKonu: Şikayet'],
  ['zh', '发件人: Shop Desk <desk@shop.example>\n发送时间: 2024年3月5日 14:30\n收件人: Eva\n主题: 投诉'],
  ['ja', '差出人: Shop Desk <desk@shop.example>\n送信日時: 2024年3月5日 14:30\n宛先: Eva\n件名: 苦情'],
  ['ko', '보낸 사람: Shop Desk <desk@shop.example>\n보낸 날짜: 2024년 3월 5일 14:30\n받는 사람: Eva\n제목: 불만'],
]

test.each(blocks)('%s: what stands below the header block is hidden, with the line above it', (_, block) => {
  expect(newlyWritten(`My answer.\n\n________________________________\n${block}\n\nDear customer`, null).visibleText).toBe('My answer.')
  expect(newlyWritten(`My answer.\n\n${block}\n\nDear customer`, null).visibleText).toBe('My answer.')
})

test.each([
  ['-----Original Message-----'],
  ['-----Αρχικό μήνυμα-----'],
  ['-----Mensaje original-----'],
  ['-------- Ursprüngliche Nachricht --------'],
  ['---------- Forwarded message ---------'],
  ['---------- Προωθημένο μήνυμα ---------'],
  ['Begin forwarded message:'],
  ...Object.values(replyAboveLines).map((line) => [`— ${line} —`]),
])('nothing below "%s" is shown', (line) => {
  expect(newlyWritten(`My answer.\n\n${line}\n\nold words`, null).visibleText).toBe('My answer.')
})

test('answers between and below the quoted lines all stay', () => {
  const text =
    'On 5 Mar 2024, at 14:30, Desk <desk@shop.example> wrote:\n> Which cup?\n\nThe blue one.\n\n> When?\nOn Monday.\n> Thank you\n\nPlease hurry.'
  expect(newlyWritten(text, null).visibleText).toBe('The blue one.\n\nOn Monday.\n\nPlease hurry.')
})

test.each([
  ['-- \nEva Sample\n+30 210 0000000', 'Eva Sample\n+30 210 0000000'],
  ['Sent from my iPhone', 'Sent from my iPhone'],
  ['Στάλθηκε από το iPhone μου', 'Στάλθηκε από το iPhone μου'],
  ['Enviado desde mi iPhone', 'Enviado desde mi iPhone'],
  ['Von meinem iPhone gesendet', 'Von meinem iPhone gesendet'],
  ['Get Outlook for Android<https://aka.example/x>', 'Get Outlook for Android<https://aka.example/x>'],
  ['iPhoneから送信', 'iPhoneから送信'],
  ['发自我的 iPhone', '发自我的 iPhone'],
])('the signature %j is set apart', (below, signature) => {
  expect(newlyWritten(`My answer.\n\n${below}\n`, null)).toEqual({ visibleText: 'My answer.', signature })
})

test.each([
  'On Monday I wrote to you:\nthe cup is broken.\nNobody answered.',
  'On 5 March 2024 at 14:30 your agent wrote:\n\nWe will call you.\n\nNobody called.',
  'Στις 5 Μαρτίου σας έγραψα:\nη παραγγελία δεν ήρθε.',
  'From: Athens to Patras\nSubject to rain, the parcel came late.',
  'The table:\n-----\none\n-----\ntwo is longer than that.',
  'Sent from the warehouse on Monday, it never arrived.',
  'I am writing again.\n\n--\n\nPlease read all of it.\n' +
    'A long line of words that nobody would call a signature of any kind at all.\n'.repeat(14),
])('the words of a person are not cut: %j', (text) => {
  expect(newlyWritten(text, null)).toEqual({ visibleText: text.trim(), signature: null })
})

test('where everything would be hidden, everything is shown', () => {
  expect(newlyWritten('> only\n> quoted', null)).toEqual({ visibleText: '> only\n> quoted', signature: null })
})

test('the HTML tells what is quoted when the plain part does not', () => {
  const html = '<div>My answer.</div><blockquote type="cite"><p>Your words</p></blockquote>'
  expect(newlyWritten('My answer.\nYour words', html).visibleText).toBe('My answer.')
})
