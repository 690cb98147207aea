const said = [
  'I ordered a coffee machine from you three weeks ago and it still has not come. Each time I call I am told that it leaves tomorrow. I took two days off to wait for the parcel, and nobody came. Please tell me when it comes, or give me my money back. ',
  'Παρήγγειλα μια καφετιέρα πριν από τρεις εβδομάδες και ακόμη δεν έχει έρθει. Κάθε φορά που τηλεφωνώ μου λένε ότι φεύγει αύριο. Πήρα δύο ημέρες άδεια για να περιμένω το δέμα και δεν ήρθε κανείς. Πείτε μου πότε θα έρθει ή επιστρέψτε μου τα χρήματα. ',
  'Pedí una cafetera hace tres semanas y todavía no ha llegado. Cada vez que llamo me dicen que sale mañana. He pedido dos días libres para esperar el paquete y no vino nadie. Díganme cuándo llega o devuélvanme el dinero. ',
]

const base64 = (text: string): string => Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')

/** The body of a mail in one of our three languages, about 1 kB. */
export const words = (turn: number): string => `${(said[turn % said.length] ?? '').repeat(4)}\n${turn}`

export interface Letter {
  messageId: string
  from: string
  subject: string
  raw: Buffer
}

/** A complaint by mail as clients write them: text and HTML, headers with encoded words; each from an address of its own. */
export function letter(turn: number, series: string): Letter {
  const from = `ada${turn}.${series}@customer.example`
  const messageId = `${turn}.${series}@customer.example`
  const subject = `My parcel ${turn} has not come`
  const lines = [
    `Received: from mail.customer.example by desk.example; Sat, 21 Nov 2026 09:00:00 +0000`,
    `From: =?utf-8?B?${base64('Ada Lindqvist')}?= <${from}>`,
    'To: Help <help@desk.example>',
    `Subject: =?utf-8?B?${base64(subject)}?=`,
    `Message-ID: <${messageId}>`,
    'Date: Sat, 21 Nov 2026 09:00:00 +0000',
    'MIME-Version: 1.0',
    'Content-Type: multipart/alternative; boundary="part"',
    '',
    '--part',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(words(turn)),
    '--part',
    'Content-Type: text/html; charset=utf-8',
    'Content-Transfer-Encoding: base64',
    '',
    base64(`<html><body><p>${words(turn)}</p></body></html>`),
    '--part--',
    '',
  ]
  return { messageId, from, subject, raw: Buffer.from(lines.join('\r\n')) }
}
