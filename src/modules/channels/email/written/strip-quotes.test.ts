import { expect, test } from 'vitest'
import { aboveLines } from './quotation-words.ts'
import { newlyWritten } from './strip-quotes.ts'

/** The line above a quotation as Gmail, Apple Mail, Thunderbird and others write it. */
const attributions: [string, string][] = [
  ['en Gmail', 'On Tue, Mar 5, 2024 at 2:30 PM Shop Desk <desk@shop.example> wrote:'],
  ['en Apple', 'On 5 Mar 2024, at 14:30, Shop Desk <desk@shop.example> wrote:'],
  ['en folded', 'On Tue, Mar 5, 2024 at 2:30 PM Shop Desk\n<desk@shop.example> wrote:'],
  ['en folded twice', 'On Nov 21, 2024,\nat 10:18,\nShop Desk <desk@shop.example>\nwrote:'],
  ['en folded in the address', 'On Mon, Aug 26, 2024 at 4:37 PM The Shop <\ndesk-for-complaints@shop.example> wrote:'],
  ['en Outlook mobile', 'On Tue, Mar 5, 2024 at 2:30 PM +0200, "Shop Desk" <desk@shop.example> wrote:'],
  ['en Proton', 'On Tuesday, March 5th, 2024 at 2:30 PM, Shop Desk <desk@shop.example> wrote:'],
  [
    'en Proton with dashes',
    '‐‐‐‐‐‐‐ Original Message ‐‐‐‐‐‐‐\nOn Tuesday, March 5th, 2024 at 2:30 PM, Shop Desk <desk@shop.example> wrote:',
  ],
  ['en Zoho', '---- On Tue, 05 Mar 2024 14:30:00 +0200 Shop Desk <desk@shop.example> wrote ----'],
  ['en Android', '---- Shop Desk wrote ----'],
  ['en Inbox', 'Shop Desk <desk@shop.example> wrote on 5 March 2024 at 14:30:'],
  ['en brackets and a colon in the name', 'On Tue, Mar 5, 2024 at 2:30 PM Desk: complaints (Athens) [ext] <desk@shop.example> wrote:'],
  ['en words in the name', 'On Tue, Mar 5, 2024 at 2:30 PM We Care <we.me@our.example> wrote:'],
  ['en no date', 'Shop Desk <desk@shop.example> wrote:'],
  ['en ISO', '2024-03-05 14:30 GMT+02:00 Shop Desk <desk@shop.example>:'],
  ['en entities', 'On Mar 5, 2024, Shop &quot;Blue&quot; Desk &lt;desk@shop.example&gt; wrote:'],
  ['el Gmail', 'Στις Τρί 5 Μαρ 2024 στις 2:30 μ.μ., ο χρήστης Shop Desk <desk@shop.example> έγραψε:'],
  ['el Gmail, today', 'Στις Δευ, 3 Νοε 2025 στις 10:12 π.μ., ο/η Μαρία Παππά <desk@shop.example> έγραψε:'],
  ['el folded', 'Στις Δευ, 3 Νοε 2025\nστις 10:12 π.μ., ο/η Μαρία\nΠαππά\n<desk@shop.example> έγραψε:'],
  ['el folded in the address', 'Στις Δευ, 3 Νοε 2025 στις 10:12 π.μ., ο/η Μαρία Παππά <\ndesk@shop.example> έγραψε:'],
  ['el Apple', 'Στις 5 Μαρ 2024, στις 14:30, ο/η Shop Desk <desk@shop.example> έγραψε:'],
  ['el Thunderbird', 'Στις 5/3/2024 14:30, ο/η Shop Desk έγραψε:'],
  ['el Yahoo', 'Την Τρίτη 5 Μαρτίου 2024 στις 02:30:00 μ.μ. EET, ο χρήστης Shop Desk <desk@shop.example> έγραψε:'],
  ['el Proton', 'Στις Δευτέρα, 3 Νοεμβρίου 2025 στις 10:12, Μαρία <desk@shop.example> έγραψε:'],
  ['es', 'El mar, 5 mar 2024 a las 14:30, Shop Desk (<desk@shop.example>) escribió:'],
  ['de', 'Am Di., 5. März 2024 um 14:30 Uhr schrieb Shop Desk <desk@shop.example>:'],
  ['de name first', 'Max Muster <max@shop.example> schrieb am Fr., 28. Apr. 2017 um 11:53 Uhr:'],
  ['fr', 'Le mar. 5 mars 2024 à 14:30, Shop Desk <desk@shop.example> a écrit :'],
  ['fr folded', 'Le mar. 5 mars 2024 à 14:30, Shop Desk <desk@shop.example>\na écrit :'],
  ['it', 'Il giorno mar 5 mar 2024 alle ore 14:30 Shop Desk <desk@shop.example> ha scritto:'],
  ['it mobile', 'In data 5 marzo 2024 14:30:31 "Shop Desk" <desk@shop.example> ha scritto:'],
  ['pt', 'Em ter., 5 de mar. de 2024 às 14:30, Shop Desk <desk@shop.example> escreveu:'],
  ['pt Apple', 'No dia 5 de mar. de 2024, às 14:30, Shop Desk <desk@shop.example> escreveu:'],
  ['nl', 'Op di 5 mrt 2024 om 14:30 schreef Shop Desk <desk@shop.example>:'],
  ['nl Apple', 'Op 5 mrt. 2024 om 14:30 heeft Shop Desk <desk@shop.example> het volgende geschreven:'],
  ['da', 'Den tirs. 5. mar. 2024 kl. 14.30 skrev Shop Desk <desk@shop.example>:'],
  ['no', 'tir. 5. mar. 2024 kl. 14:30 skrev Shop Desk <desk@shop.example>:'],
  ['no folded before the angle', 'ons. 26. aug. 2026 kl. 14:05 skrev Shop Desk <desk@shop.example\n>:'],
  ['sv', 'Den tis 5 mars 2024 kl 14:30 skrev Shop Desk <desk@shop.example>:'],
  ['fi', 'ti 5. maalisk. 2024 klo 14.30 Shop Desk (desk@shop.example) kirjoitti:'],
  ['is', 'Þann þri., 5. mar. 2024 kl. 14:30 skrifaði Shop Desk <desk@shop.example>:'],
  ['pl', 'wt., 5 mar 2024 o 14:30 Shop Desk <desk@shop.example> napisał(a):'],
  ['pl Onet', 'W dniu 2024-03-05 14:30:39 użytkownik Shop Desk <desk@shop.example> napisał:'],
  ['cs', 'út 5. 3. 2024 v 14:30 odesílatel Shop Desk <desk@shop.example> napsal:'],
  ['sk', 'ut 5. 3. 2024 o 14:30 Shop Desk <desk@shop.example> napísal(a):'],
  ['hu', 'Shop Desk <desk@shop.example> ezt írta (időpont: 2024. márc. 5., K, 14:30):'],
  ['ro', 'În mar., 5 mar. 2024 la 14:30, Shop Desk <desk@shop.example> a scris:'],
  ['bg', 'На вт, 5.03.2024 г. в 14:30 ч. Shop Desk <desk@shop.example> написа:'],
  ['hr', 'uto, 5. ožu 2024. u 14:30 Shop Desk <desk@shop.example> napisao je:'],
  ['ru', 'вт, 5 мар. 2024 г. в 14:30, Shop Desk <desk@shop.example>:'],
  ['ru Mail.ru', 'Вторник,  5 марта 2024, 14:30 +03:00 от Shop Desk <desk@shop.example>:'],
  ['ru Yandex', '05.03.2024, 14:30, "Shop Desk" <desk@shop.example>:'],
  ['uk', 'вт, 5 бер. 2024 р. о 14:30 Shop Desk <desk@shop.example> пише:'],
  ['tr', 'Shop Desk <desk@shop.example>, 5 Mar 2024 Sal, 14:30 tarihinde şunu yazdı:'],
  ['zh', 'Shop Desk <desk@shop.example> 于2024年3月5日周二 下午2:30写道：'],
  ['zh Apple', '在 2024年3月5日，下午2:30，Shop Desk <desk@shop.example> 写道：'],
  ['zh traditional', 'Shop Desk <desk@shop.example> 於 2024年3月5日 週二 下午2:30寫道：'],
  ['ja', '2024年3月5日(火) 14:30 Shop Desk <desk@shop.example>:'],
  ['ja Apple', '2024/03/05 14:30、Shop Desk <desk@shop.example>のメール:'],
  ['ko', '2024년 3월 5일 (화) 오후 2:30, Shop Desk <desk@shop.example>님이 작성:'],
  ['ko Apple', '2024. 3. 5. 오후 2:30, Shop Desk <desk@shop.example> 작성:'],
  ['vi', 'Vào 14:30 Th 3, 5 thg 3, 2024 Shop Desk <desk@shop.example> đã viết:'],
  ['ar', 'في الثلاثاء، 5 مارس 2024 في 2:30 م تمت كتابة ما يلي بواسطة ‪Shop Desk‬‏ <‪desk@shop.example‬‏>:'],
  ['he', '‫בתאריך יום ג׳, 5 במרץ 2024 ב-14:30 מאת ‪Shop Desk‬‏ <‪desk@shop.example‬‏>:‬'],
]

test.each(attributions)('%s: the answer above a quotation is all that is shown, with and without empty lines', (_, line) => {
  expect(newlyWritten(`My answer.\nSecond line.\n\n${line}\n\n> Your words\n> more\n`, null).visibleText).toBe('My answer.\nSecond line.')
  expect(newlyWritten(`My answer.\n${line}\n> Your words\n`, null).visibleText).toBe('My answer.')
})

test.each(attributions)('%s: the answer below a quotation is all that is shown', (_, line) => {
  expect(newlyWritten(`${line}\n\n> Your words\n> more\n\nMy answer.`, null).visibleText).toBe('My answer.')
})

test.each(attributions.filter(([name]) => name !== 'el Thunderbird'))('%s: history without marks is hidden, too', (_, line) => {
  expect(newlyWritten(`My answer.\n\n${line}\n\nDear customer,\n\nwe are sorry.\n`, null).visibleText).toBe('My answer.')
})

test.each([
  'Maria Pappa wrote:',
  'Tuesday, March 5, 2024, 10:00:12 AM, you wrote:',
  'On 04/19/2024 07:10 AM, Shop Desk sent:',
  '2024/3/5 Shop Desk <desk@shop.example>',
  'Quoting Shop Desk <desk@shop.example>:',
  'Zitat von Shop Desk <desk@shop.example>:',
  'Pada Sel, 5 Mar 2024 pukul 14.30 Shop Desk <desk@shop.example> menulis:',
  'Teisipäev, 5. märts 2024 14:30 Shop Desk <desk@shop.example>:',
])('above quoted lines "%s" goes with them', (line) => {
  expect(newlyWritten(`My answer.\n\n${line}\n> Your words\n`, null).visibleText).toBe('My answer.')
})

/** The block that Outlook puts above what came before. */
const blocks: [string, string][] = [
  [
    'en',
    'From: Shop Desk <desk@shop.example>\nSent: Tuesday, March 5, 2024 2:30 PM\nTo: Eva <eva@customer.example>\nSubject: Your complaint',
  ],
  ['en old', 'From: Shop Desk [mailto:desk@shop.example] \nSent: Tuesday, March 5, 2024 2:30 PM\nTo: Eva\nSubject: Your complaint'],
  ['en without addresses', 'From: Shop Desk\nSent: 05 March 2024 14:30\nTo: Eva\nSubject: Your complaint'],
  ['en with gaps', 'From: Shop Desk <desk@shop.example>\n\nSent: Tuesday, March 5, 2024 2:30 PM\n\nTo: Eva\n\nSubject: Your complaint'],
  [
    'en in one line',
    'From: Shop Desk <desk@shop.example> Sent: Tuesday, March 5, 2024 2:30 PM To: Eva <eva@customer.example> Subject: Re: cup',
  ],
  [
    'en broken',
    '  *From:* desk@shop.example [mailto:\n  desk@shop.example]\n  *Sent:* Wednesday, June 27, 2024 3:05 PM\n  *To:* eva@customer.example\n  *Subject:* Hello',
  ],
  ['en two fields', 'From: desk@shop.example\nDate: Wed, 16 May 2024 00:15:02 -0600'],
  [
    'el',
    'Από: Shop Desk <desk@shop.example>\nΣτάλθηκε: Τρίτη, 5 Μαρτίου 2024 2:30 μμ\nΠρος: Eva <eva@customer.example>\nΘέμα: Το παράπονό σας',
  ],
  [
    'el with a copy',
    'Από: Shop Desk <desk@shop.example>\nΣτάλθηκε: Τρίτη, 5 Μαρτίου 2024 2:30 μμ\nΠρος: Eva\nΚοιν.: max@customer.example\nΘέμα: Το παράπονό σας',
  ],
  [
    'el Mac',
    'Από: Shop Desk <desk@shop.example>\nΗμερομηνία: Τρίτη, 5 Μαρτίου 2024 στις 2:30 μ.μ.\nΠρος: Εύα <eva@customer.example>\nΘέμα: Re: κούπα',
  ],
  ['el capitals', 'ΑΠΟ: Shop Desk <desk@shop.example>\nΗΜΕΡΟΜΗΝΙΑ: 5/3/2024 14:30\nΠΡΟΣ: Εύα\nΘΕΜΑ: κούπα'],
  [
    'el Samsung',
    '-------- Αρχικό μήνυμα --------\nΑπό: Shop Desk <desk@shop.example> \nΗμερομηνία: 5/3/24  2:30 μ.μ.  (GMT+02:00) \nΠρος: eva@customer.example \nΘέμα: Re: cup ',
  ],
  [
    'es',
    'De: Shop Desk <desk@shop.example>\nEnviado: martes, 5 de marzo de 2024 14:30\nPara: Eva <eva@customer.example>\nAsunto: Su queja',
  ],
  ['de bold', '*Von:* Shop Desk <desk@shop.example>\n*Gesendet:* Dienstag, 5. März 2024 14:30\n*An:* Eva\n*Betreff:* Ihre Beschwerde'],
  [
    'de GMX',
    'Gesendet: Dienstag, 5. März 2024 um 14:30 Uhr\nVon: "Shop Desk" <desk@shop.example>\nAn: eva@customer.example\nBetreff: Re: Tasse',
  ],
  ['fr', 'De : Shop Desk <desk@shop.example>\nEnvoyé : mardi 5 mars 2024 14:30\nÀ : Eva\nObjet : Votre réclamation'],
  [
    'fr Orange',
    '====\n\nMessage du : 12/12/2024 13:20\nDe : "Shop Desk " <desk@shop.example>\nA : eva@customer.example\nCopie à : \nSujet :  Re: tasse',
  ],
  ['it', 'Da: Shop Desk <desk@shop.example>\nInviato: martedì 5 marzo 2024 14:30\nA: Eva\nOggetto: Il suo reclamo'],
  ['pt', 'De: Shop Desk <desk@shop.example>\nEnviado: 5 de março de 2024 14:30\nPara: Eva\nAssunto: A sua reclamação'],
  ['nl', 'Van: Shop Desk <desk@shop.example>\nVerzonden: dinsdag 5 maart 2024 14:30\nAan: Eva\nOnderwerp: Uw klacht'],
  ['da', 'Fra: Shop Desk <desk@shop.example>\nSendt: 5. marts 2024 14:30\nTil: Eva\nEmne: Klage'],
  ['no', 'Fra: Shop Desk <desk@shop.example>\nSendt: tirsdag 5. mars 2024 14:30\nTil: Eva\nEmne: Klage'],
  ['sv', 'Från: Shop Desk <desk@shop.example>\nSkickat: den 5 mars 2024 14:30\nTill: Eva\nÄmne: Ert klagomål'],
  ['fi', 'Lähettäjä: Shop Desk <desk@shop.example>\nLähetetty: tiistai 5. maaliskuuta 2024 14.30\nVastaanottaja: Eva\nAihe: Valitus'],
  ['is', 'Frá: Shop Desk <desk@shop.example>\nSent: þriðjudagur, 5. mars 2024 14:30\nTil: Eva\nEfni: Kvörtun'],
  ['pl', 'Od: Shop Desk <desk@shop.example>\nWysłano: wtorek, 5 marca 2024 14:30\nDo: Eva\nTemat: Reklamacja'],
  ['cs', 'Od: Shop Desk <desk@shop.example>\nOdesláno: úterý 5. března 2024 14:30\nKomu: Eva\nPředmět: Reklamace'],
  ['hu', 'Feladó: Shop Desk <desk@shop.example>\nElküldve: 2024. március 5., kedd 14:30\nCímzett: Eva\nTárgy: Panasz'],
  ['ru', 'От: Shop Desk <desk@shop.example>\nОтправлено: 5 марта 2024 г. 14:30\nКому: Eva\nТема: Жалоба'],
  ['uk', 'Від: Shop Desk <desk@shop.example>\nНадіслано: 5 березня 2024 р. 14:30\nКому: Eva\nТема: Скарга'],
  ['tr', 'Kimden: Shop Desk <desk@shop.example>\nGönderildi: 5 Mart 2024 Salı 14:30\nKime: Eva\nKonu: Şikayet'],
  ['zh', '发件人: Shop Desk <desk@shop.example>\n发送时间: 2024年3月5日 14:30\n收件人: Eva\n主题: 投诉'],
  [
    'zh QQ',
    '------------------ 原始邮件 ------------------\n发件人: "Shop Desk" <desk@shop.example>;\n发送时间: 2024年3月5日(星期二) 下午2:30\n收件人: "Eva"<eva@customer.example>;\n主题: Re: 投诉',
  ],
  ['zh traditional', '寄件者: Shop Desk <desk@shop.example>\n寄件日期: 2024年3月5日 下午 02:30\n收件者: Eva\n主旨: 投訴'],
  ['ja', '差出人: Shop Desk <desk@shop.example>\n送信日時: 2024年3月5日 14:30\n宛先: Eva\n件名: 苦情'],
  ['ko', '보낸 사람: Shop Desk <desk@shop.example>\n보낸 날짜: 2024년 3월 5일 14:30\n받는 사람: Eva\n제목: 불만'],
]

test.each(blocks)('%s: what stands below the header block is hidden, with the line above it', (_, block) => {
  expect(newlyWritten(`My answer.\n\n________________________________\n${block}\n\nDear customer`, null).visibleText).toBe('My answer.')
  expect(newlyWritten(`My answer.\n\n${block}\n\nDear customer`, null).visibleText).toBe('My answer.')
  expect(newlyWritten(`${block}\n\n> Dear customer\n\nMy answer.`, null).visibleText).toBe('My answer.')
})

test.each([
  ['-----Original Message-----'],
  ['----- original message -----'],
  ['-----Αρχικό μήνυμα-----'],
  ['-----Mensaje original-----'],
  ['-------- Ursprüngliche Nachricht --------'],
  ["-------- Message d'origine --------"],
  ['-------- Oprindelig besked --------'],
  ['-------- Исходное сообщение --------'],
  ['---------- Forwarded message ---------'],
  ['---------- Προωθημένο μήνυμα ---------'],
  ['Begin forwarded message:'],
  ['Έναρξη προωθημένου μηνύματος:'],
  ['##- Please type your reply above this line -##'],
  ...aboveLines.map((line) => [`— ${line} —`]),
])('nothing below "%s" is shown', (line) => {
  expect(newlyWritten(`My answer.\n\n${line}\n\nold words`, null).visibleText).toBe('My answer.')
})

test('answers between and below the quoted lines all stay', () => {
  const text =
    'On 5 Mar 2024, at 14:30, Desk <desk@shop.example> wrote:\n> Which cup?\n\nThe blue one.\n\n> When?\nOn Monday.\n> Thank you\n\nPlease hurry.'
  expect(newlyWritten(text, null).visibleText).toBe('The blue one.\n\nOn Monday.\n\nPlease hurry.')
})

test('a quoted line that a program broke stays quoted', () => {
  const text =
    'My answer.\n\n> We are sorry that the blue cup which you bought in our shop was broken, an\nd we send you a new one.\n> Your desk'
  expect(newlyWritten(text, null).visibleText).toBe('My answer.')
})

test.each([
  'Please see my answers below in red.',
  'See inline.',
  'Απαντώ παρακάτω με κόκκινο.',
  'Οι απαντήσεις μου είναι μέσα στο κείμενο.',
  'Mis respuestas, más abajo.',
  'Meine Antworten stehen unten im Text.',
  'Mes réponses sont ci-dessous.',
])('where nothing marks what is old, and the writer says “%s”, all is shown', (said) => {
  const text = `${said}\n\nFrom: Desk <desk@shop.example>\nSent: 5 March 2024 14:30\nTo: Eva\nSubject: Cup\n\nWhich cup?\nThe blue one.`
  expect(newlyWritten(text, null).visibleText).toBe(text)
})

test('who writes that a reply was late is not thought to answer within', () => {
  const text = 'Your reply came late.\n\nFrom: Desk <desk@shop.example>\nSent: 5 March 2024 14:30\nTo: Eva\nSubject: Cup\n\nSorry.'
  expect(newlyWritten(text, null).visibleText).toBe('Your reply came late.')
})

test('what stands below the end of a forwarded mail is the writer’s again', () => {
  const text =
    'See:\n\n-------- Forwarded message --------\nFrom: Eva <eva@customer.example>\nSubject: Cup\n\nbroken\n\n-------- End forwarded message --------\n\nWhat now?'
  expect(newlyWritten(text, null).visibleText).toBe('See:\n\nWhat now?')
})

test.each([
  'On Monday I wrote to you:\nthe cup is broken.\nNobody answered.',
  'On Monday you wrote to me:\n\nwe will pay.\n\nYou did not.',
  'On 5 March 2024 at 14:30 your agent wrote:\n\nWe will call you.\n\nNobody called.',
  'Am 5. März 2024 um 14:30 schrieb mir Ihr Mitarbeiter:\n\nWir zahlen.\n\nSie zahlten nicht.',
  'Στις 5 Μαρτίου σας έγραψα:\nη παραγγελία δεν ήρθε.',
  'Στις 5/3/2024 στις 14:30 ο υπάλληλός σας έγραψε:\n\nθα σας καλέσουμε.\n\nΔεν κάλεσε κανείς.',
  'El 5 de marzo de 2024 me escribió su empleado:\n\nNo pagamos.\n\nEso no es correcto.',
  'I got this from desk@shop.example on 5 March 2024 at 10:00:\n\nDear customer, no.\n\nIs it true?',
  'From: Athens to Patras\nSubject to rain, the parcel came late.',
  'Here is the parcel:\n\nFrom: Athens\nTo: Patras\nDate: 5 March 2024\n\nIt never came.',
  'My journey:\nFrom: Piraeus\nTo: Naxos\nDate: 5 March 2024 14:30\n\nIt was cancelled.',
  'Το δρομολόγιο:\nΑπό: Πειραιάς\nΠρος: Νάξος\nΗμερομηνία: 5/3/2024 14:30\n\nΑκυρώθηκε.',
  'Το δέμα:\nΑπό: Αθήνα\nΠρος: Πάτρα\nΗμερομηνία: 5/3/2024\n\nΔεν ήρθε ποτέ.',
  'ΑΙΤΗΣΗ\n\nΑπό: Ιωάννα Παπαδοπούλου\nΠρος: Τμήμα Παραπόνων\nΘέμα: χαμένη αποσκευή\nΗμερομηνία: 5/3/2024\n\nΣας γράφω για τη βαλίτσα μου.',
  'You have a new submission:\n\nFrom: Eva <eva@customer.example>\nDate: 5 March 2024 14:30\nPhone: 2101234567\nMessage: the cup broke',
  'Ημερολόγιο:\n5 Μαρτίου 2024 14:30:\nκάλεσα\n6 Μαρτίου 2024 10:00:\nκάλεσα ξανά',
  'The price was\n> 100 EUR\nand not less.',
  'Visit us for assistance\n>>> >>>  https://shop.example <<<\nVisit our site by clicking the link above',
  'Your feedback:\n\n------------ Enter Feedback Below ------------\n\nThe crossing was late.',
  'The table:\n-----\none\n-----\ntwo is longer than that.',
  '-> point one\n=> point two',
])('the words of a person are not cut: %j', (text) => {
  expect(newlyWritten(text, null)).toEqual({ visibleText: text.trim(), signature: null, forwarded: [] })
})

test('where everything would be hidden, everything is shown', () => {
  expect(newlyWritten('> only\n> quoted', null)).toEqual({ visibleText: '> only\n> quoted', signature: null, forwarded: [] })
})

/** What Outlook puts below an answer in a plain text: a head, and no mark at any line. */
const outlookHistory = (between: string[] = [], below = '') =>
  [
    'From: Care Desk <care@desk.example>',
    'Sent: Friday, 20 November 2026 10:00',
    'To: Ada Lindqvist <ada@customer.example>',
    'Subject: RE: The cabin',
    '',
    'Dear Ada,',
    '',
    '1. What is your booking number?',
    ...between.slice(0, 1),
    '2. Which cabin was it?',
    ...between.slice(1),
    '',
    'Kind regards,',
    'Ben',
    below,
  ].join('\n')

const answered = ['It is B-4711.', 'Cabin 12.']
const within: [string, string][] = [
  ['nothing stands above', outlookHistory([], '\nIt is B-4711.')],
  ['only a greeting stands above', `Hello Ben,\n\n${outlookHistory(answered)}`],
  ['only a Greek greeting stands above', `Καλημέρα σας,\n\n${outlookHistory(answered)}`],
  ['only a Spanish greeting stands above', `Estimado señor Okoro:\n\n________________________________\n${outlookHistory(answered)}`],
  ['only a German greeting stands above', `Sehr geehrter Herr Okoro,\n\n-----Ursprüngliche Nachricht-----\n${outlookHistory(answered)}`],
  ['what stands above leads on', `Dear Ben,\nhere is what you asked for:\n\n${outlookHistory(answered)}`],
  ['what stands above sends the reader down', `Please see below.\n\nAda\n\n${outlookHistory(answered)}`],
  ['what stands above speaks of comments', `Hi Ben, pls see my comments.\n\n${outlookHistory(answered)}`],
  ['what stands above does so in Greek', `Δείτε τα σχόλιά μου.\n\n${outlookHistory(answered)}`],
  ['a device signed above', `Sent from my iPhone\n\n${outlookHistory([], '\nIt is B-4711.')}`],
  ['each answer bears its writer’s name', `I have answered everything.\n\n${outlookHistory(['[Ada Lindqvist] It is B-4711.'])}`],
]
test.each(within)('answers within a history that nothing marks are shown where %s', (_name, text) => {
  expect(newlyWritten(text, null).visibleText).toBe(text.trim())
})

test.each(['Yes.', 'Thank you!', 'It is B-4711, cabin 12.', 'Dear Ben,\nthank you.\n\nAda', 'Hello, it is B-4711.', 'Hola, sí.'])(
  'an answer above such a history stays alone: %j',
  (answer) => {
    const { visibleText, unmarked } = newlyWritten(`${answer}\n\n${outlookHistory()}`, null)
    expect(visibleText).toBe(answer)
    expect(unmarked).toBe(outlookHistory())
  },
)
