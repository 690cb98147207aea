/** How one language's mail programs introduce what was written before. Each entry is a piece of a pattern; white space stands for any. */
export type ReplyHeaders = {
  /** Words with which the line before a quotation begins ("On Tuesday … wrote:"). */
  starts: readonly string[]
  wrote: readonly string[]
  from: readonly string[]
  sent: readonly string[]
  to: readonly string[]
  cc: readonly string[]
  subject: readonly string[]
  /** What stands between the dashes above an earlier message. */
  original: readonly string[]
  forwarded: readonly string[]
}

export const replyHeaders: Readonly<Record<string, ReplyHeaders>> = {
  en: {
    starts: ['On', 'At'], wrote: ['wrote', 'writes'],
    from: ['From'], sent: ['Sent', 'Date', 'Sent on'], to: ['To'], cc: ['Cc', 'Bcc', 'Reply-To', 'Importance'], subject: ['Subject'],
    original: ['Original Message', 'Original Appointment', 'Reply message', 'Original Email', 'Original mail'],
    forwarded: ['Forwarded message', 'Forwarded Message', 'Begin forwarded message', 'Forwarded by'],
  },
  el: {
    starts: ['Στις', 'Στίς', 'Την', 'Τη', 'Το', 'Τον'], wrote: ['έγραψε', 'έγραψες', 'εγραψε', 'γράφει', 'έγραψαν'],
    from: ['Από', 'Αποστολέας'], sent: ['Στάλθηκε', 'Ημερομηνία', 'Ημ/νία', 'Εστάλη', 'Αποστολή', 'Ημερ/νία'], to: ['Προς', 'Παραλήπτης', 'Παραλήπτες'],
    cc: ['Κοιν', 'Κοινοποίηση', 'Κοιν\\.', 'Κρυφή κοιν\\.?'], subject: ['Θέμα'],
    original: ['Αρχικό μήνυμα', 'Αρχικό Μήνυμα', 'Πρωτότυπο μήνυμα', 'Πρωτότυπο Μήνυμα', 'Μήνυμα απάντησης'],
    forwarded: ['Προωθημένο μήνυμα', 'Προωθημένο Μήνυμα', 'Προωθούμενο μήνυμα', 'Έναρξη προωθημένου μηνύματος', 'Αρχή προωθημένου μηνύματος'],
  },
  es: {
    starts: ['El', 'En'], wrote: ['escribió', 'escribio', 'escribiste', 'ha escrito'],
    from: ['De'], sent: ['Enviado', 'Enviado el', 'Fecha', 'Enviada el'], to: ['Para', 'A'], cc: ['CC', 'CCO'], subject: ['Asunto'],
    original: ['Mensaje original', 'Mensaje Original'], forwarded: ['Mensaje reenviado', 'Forwarded message', 'Inicio del mensaje reenviado'],
  },
  fr: {
    starts: ['Le'], wrote: ['a écrit', 'écrit', 'a ecrit'],
    from: ['De'], sent: ['Envoyé', 'Envoyé le', 'Date', 'Date d’envoi', 'Message du'], to: ['À', 'A'], cc: ['Cc', 'Cci', 'Copie à'], subject: ['Objet', 'Sujet'],
    original: ["Message d'origine", 'Message d’origine', 'Message original', 'Message initial', 'Mail original', "E-mail d'origine"],
    forwarded: ['Message transféré', 'Message transmis', 'Début du message transféré', 'Début du message réexpédié'],
  },
  de: {
    starts: ['Am', 'An'], wrote: ['schrieb', 'schrieben', 'geschrieben'],
    from: ['Von'], sent: ['Gesendet', 'Datum', 'Gesendet am'], to: ['An'], cc: ['Cc', 'Kopie', 'Bcc'], subject: ['Betreff'],
    original: ['Ursprüngliche Nachricht', 'Originalnachricht', 'Original-Nachricht', 'Ursprüngliche Mail', 'Originale Nachricht', 'Urspr\\. Nachricht'],
    forwarded: ['Weitergeleitete Nachricht', 'Anfang der weitergeleiteten Nachricht', 'Weitergeleitet von'],
  },
  it: {
    starts: ['Il', 'In data'], wrote: ['ha scritto', 'scrive', 'scrisse'],
    from: ['Da'], sent: ['Inviato', 'Data', 'Inviato il', 'Inviata'], to: ['A', 'Per'], cc: ['Cc', 'Ccn'], subject: ['Oggetto'],
    original: ['Messaggio originale', 'Messaggio Originale'], forwarded: ['Messaggio inoltrato', 'Inizio messaggio inoltrato', 'Messaggio Inoltrato'],
  },
  pt: {
    starts: ['Em', 'No dia', 'A'], wrote: ['escreveu', 'escreveste'],
    from: ['De'], sent: ['Enviado', 'Enviada', 'Data', 'Enviada em', 'Enviado em', 'Enviado a'], to: ['Para'], cc: ['Cc', 'Cco'], subject: ['Assunto'],
    original: ['Mensagem original', 'Mensagem Original'], forwarded: ['Mensagem encaminhada', 'Mensagem reencaminhada', 'Início da mensagem reencaminhada'],
  },
  nl: {
    starts: ['Op'], wrote: ['schreef', 'het volgende geschreven', 'geschreven'],
    from: ['Van'], sent: ['Verzonden', 'Datum', 'Verzonden op'], to: ['Aan'], cc: ['Cc', 'CC'], subject: ['Onderwerp'],
    original: ['Oorspronkelijk bericht', 'Origineel bericht', 'Oorspronkelijk e-mailbericht'], forwarded: ['Doorgestuurd bericht', 'Begin doorgestuurd bericht'],
  },
  da: {
    starts: ['Den', 'På'], wrote: ['skrev'],
    from: ['Fra'], sent: ['Sendt', 'Dato'], to: ['Til'], cc: ['Cc', 'Kopi'], subject: ['Emne'],
    original: ['Oprindelig meddelelse', 'Oprindelig besked', 'Original meddelelse'], forwarded: ['Videresendt meddelelse', 'Videresendt besked', 'Start på videresendt besked'],
  },
  no: {
    starts: ['Den', 'På'], wrote: ['skrev', 'følgende'],
    from: ['Fra'], sent: ['Sendt', 'Dato'], to: ['Til'], cc: ['Kopi', 'Cc'], subject: ['Emne'],
    original: ['Opprinnelig melding', 'Original melding'], forwarded: ['Videresendt melding', 'Start på videresendt melding'],
  },
  sv: {
    starts: ['Den', 'På'], wrote: ['skrev', 'skrev följande'],
    from: ['Från'], sent: ['Skickat', 'Datum', 'Skickad'], to: ['Till'], cc: ['Kopia', 'Cc'], subject: ['Ämne'],
    original: ['Ursprungligt meddelande', 'Originalmeddelande', 'Ursprungsmeddelande'], forwarded: ['Vidarebefordrat meddelande', 'Vidarebefordrat brev'],
  },
  fi: {
    starts: [], wrote: ['kirjoitti'],
    from: ['Lähettäjä'], sent: ['Lähetetty', 'Päivämäärä', 'Päiväys'], to: ['Vastaanottaja', 'Kenelle'], cc: ['Kopio'], subject: ['Aihe'],
    original: ['Alkuperäinen viesti'], forwarded: ['Välitetty viesti', 'Edelleenlähetetty viesti'],
  },
  pl: {
    starts: ['W dniu', 'Dnia', 'Dn'], wrote: ['napisał\\(a\\)', 'napisał', 'napisała', 'pisze'],
    from: ['Od', 'Nadawca'], sent: ['Wysłano', 'Data', 'Wysłane', 'Wysłany'], to: ['Do', 'Adresat'], cc: ['DW', 'UDW', 'Kopia'], subject: ['Temat'],
    original: ['Wiadomość oryginalna', 'Oryginalna wiadomość', 'Original Message', 'Wiadomość pierwotna'], forwarded: ['Przekazana wiadomość', 'Wiadomość przekazana dalej', 'Treść przekazanej wiadomości'],
  },
  cs: {
    starts: ['Dne'], wrote: ['napsal\\(a\\)', 'napsal', 'napsala', 'píše'],
    from: ['Od'], sent: ['Odesláno', 'Datum', 'Odesláno dne'], to: ['Komu', 'Pro'], cc: ['Kopie', 'Skrytá kopie'], subject: ['Předmět', 'Věc'],
    original: ['Původní zpráva', 'Původní e-mail', 'Původní zpráva'], forwarded: ['Přeposlaná zpráva', 'Předaná zpráva', 'Začátek přeposlané zprávy'],
  },
  ru: {
    starts: [], wrote: ['написал\\(а\\)', 'написал', 'написала', 'пишет', 'написал\\(-а\\)'],
    from: ['От', 'От кого'], sent: ['Отправлено', 'Дата', 'Послано', 'Когда'], to: ['Кому'], cc: ['Копия', 'Скрытая копия'], subject: ['Тема'],
    original: ['Исходное сообщение', 'Оригинальное сообщение', 'Первоначальное сообщение'], forwarded: ['Пересылаемое сообщение', 'Пересланное сообщение', 'Начало переадресованного сообщения', 'Перенаправленное сообщение', 'Конец пересылаемого сообщения'],
  },
  tr: {
    starts: [], wrote: ['şunları yazdı', 'şunu yazdı', 'yazdı', 'şöyle yazdı'],
    from: ['Kimden', 'Gönderen'], sent: ['Gönderildi', 'Tarih', 'Gönderme Tarihi', 'Gönderim Tarihi', 'Gönderilme Tarihi'], to: ['Kime', 'Alıcı'], cc: ['Bilgi', 'Cc'], subject: ['Konu'],
    original: ['Orijinal Mesaj', 'Orijinal ileti', 'Özgün İleti', 'Orijinal mesaj', 'Asıl ileti'], forwarded: ['İletilen ileti', 'Yönlendirilmiş ileti', 'İletilmiş Mesaj', 'Yönlendirilen mesaj'],
  },
  zh: {
    starts: ['在', '于'], wrote: ['写道', '寫道', '写到', '寫到', '編寫'],
    from: ['发件人', '寄件者', '寄件人', '發件人', '发自'], sent: ['发送时间', '日期', '傳送時間', '寄件日期', '傳送日期', '发送日期', '時間', '时间'], to: ['收件人', '收件者'], cc: ['抄送', '副本'], subject: ['主题', '主旨', '主題'],
    original: ['原始邮件', '原邮件', '原始郵件', '邮件原件', '原始信件'], forwarded: ['转发的邮件', '轉寄的郵件', '转发邮件信息', '轉寄郵件', '转发消息', '轉寄訊息'],
  },
  ja: {
    starts: [], wrote: ['のメール', 'さんが書きました', '書きました', 'wrote', 'のメッセージ', 'さんは書きました', '作成'],
    from: ['差出人', '送信者', 'From'], sent: ['送信日時', '日時', '送信日', '日付'], to: ['宛先'], cc: ['CC'], subject: ['件名'],
    original: ['元のメッセージ', 'オリジナルメッセージ', 'Original Message', '元のメール'], forwarded: ['転送メッセージ', '転送されたメッセージ', 'Forwarded message'],
  },
  ko: {
    starts: [], wrote: ['님이 작성', '작성', '님이 쓴 글', '님이 다음과 같이 썼습니다', '썼습니다'],
    from: ['보낸 사람', '보낸사람', '발신'], sent: ['보낸 날짜', '날짜', '보냄', '보낸시간', '보낸 시간', '전송'], to: ['받는 사람', '받는사람', '수신'], cc: ['참조'], subject: ['제목'],
    original: ['원본 메시지', '원본 메일', 'Original Message', '원본 이메일'], forwarded: ['전달된 메일', '전달된 메시지', 'Forwarded message'],
  },
}

/** Our own line above the quoted part of what we send: what stands below it was ours. */
export const replyAboveLines: Readonly<Record<string, string>> = {
  en: 'Please reply above this line',
  el: 'Απαντήστε πάνω από αυτή τη γραμμή',
  es: 'Responda por encima de esta línea',
}
