import { foldedPattern, foldedWords } from './folded-words.ts'

/** Titles that mail servers give to a mail that came back. They count at the beginning of a subject only: `Re: Undeliverable: …` is a person's. */
const failedTitles = [
  'undeliverable( mail| message| e-?mail)?(?=[:;. ]|$)',
  'undelivered( mail| message)?(?=[: ]|$)',
  'non[- ]?deliver(y|able|ed)',
  '(mail |message |e-?mail )?delivery[ -](status )?(notification|report)( ?[:(]+ ?(fail|delivery has failed|permanent)|$)',
  '(mail )?delivery status',
  'message you sent (was )?(blocked|rejected|returned)',
  '(mail |message |e-?mail )?delivery (to .{1,80} )?(has |was )?(failed|failure|error|problem|aborted|impossible)',
  '(mail|message|e-?mail) (delivery )?(failed|failure|error|rejected|undeliverable|returned|bounced|not delivered|could not be delivered|system error)',
  'failure (notice|delivery)',
  'failed (mail|delivery|message|to deliver)',
  'returned (mail|e-?mail|message|to sender)',
  '(mail|message) (status|returned)',
  'mail system error',
  'mail could not be',
  'could not (send|deliver)',
  'unable to deliver',
  "can(not|'?t) deliver",
  "notification d['’]?[eé]tat de remise \\([eé]chec",
  'delivery notification: delivery has failed',
  '(error|problem) (sending|delivering|with) (your )?(mail|message|e-?mail)',
  'your (message|mail|e-?mail).{0,80}(undeliverable|could not be delivered|was not delivered|rejected|bounced)',
  'user unknown',
  'unknown (user|address|recipient)',
  'invalid (recipient|address)',
  'nondeliverable',
  'bounced? (mail|message)',
  'rejected( mail| message)?:',
  'ndn:',
  '(μη|δεν) (παραδοτέο|παραδόθηκε|παραδοθ|είναι δυνατή η παράδοση|ήταν δυνατή η παράδοση)',
  'αδύνατη η παράδοση',
  'αδυναμία παράδοσης',
  '(αποτυχία|σφάλμα|πρόβλημα) (στην )?(παράδοση|αποστολή)',
  'η παράδοση .{0,40}απέτυχε',
  'ανεπίδοτο',
  'μη παραδόσιμο',
  'ειδοποίηση κατάστασης παράδοσης \\(αποτυχία',
  'επιστροφή (μηνύματος|αλληλογραφίας)',
  'no se (puede|pudo|ha podido|entreg[oó]) ?(entregar)?',
  '(mensaje|correo)( electrónico)? (no entregado|devuelto|rechazado)',
  'no entregado',
  '(error|fallo|fallo?) (de|en la) entrega',
  'entrega fallida',
  'notificación (del|de) estado de (la )?entrega \\((error|fallo)',
  'imposible (entregar|de entregar)',
  '(unzustellbar|nicht zustellbar|unzustellbare)',
  '(fehler|problem) bei der (zustellung|übermittlung)',
  '(zustellung|übermittlung) (fehlgeschlagen|nicht möglich)',
  'zustell(ungs)?fehler',
  'mail konnte nicht',
  'rückläufer',
  'non (remis|distribué|délivré|recapitabile|recapitato|consegnato)',
  'échec (de )?(la |de )?(remise|livraison|distribution|delivr)',
  'courrier (non remis|retourné)',
  'message non (remis|distribué|recapit|consegn)',
  'mancat[oa] (recapito|consegna)',
  'impossibile (recapitare|consegnare)',
  '(errore|fallita) (di |la )?(recapito|consegna)',
  'não (entregue|é possível entregar|foi possível entregar)',
  '(falha|erro) (na|de|ao) (entrega|envio|entregar)',
  '(mensagem|e-?mail|correio) (não entregue|devolvid[oa])',
  'devolvid[oa]',
  'onbestelbaar',
  'niet (bezorgd|afgeleverd|bestelbaar)',
  '(bezorging|aflevering|levering) (mislukt|van .{0,60} is mislukt)',
  '(kan|kunne|kunde) (ikke|inte) lever',
  'olevererbar|oleverbar|ikke levert|ikke leverbar|ulevert|ej levererat|(det )?g(år|ick) inte att leverera',
  '(perille )?toimitta(minen|misvirhe).{0,20}',
  'ei voitu toimittaa',
  'niedostarczal|nie (można|udało się|dostarczono)',
  'nedoručiteln|nedoručen|nelze doručit',
  '(не ?доставлен|недоставлен|невозможно доставить|сообщение не доставлено|ошибка доставки|возврат)',
  '(teslim (edilemedi|edilemiyor)|iletilemedi|teslim hatası)',
  '(系统)?退信|无法(投递|送达|传递)|無法(投遞|送達|傳遞)|未送达|邮件投递失败|投递失败|发送失败',
  '(配信(不能|失敗|エラー)|未配信|未達|送信(できません|エラー)|配信できません|メールを配信できません)',
  '(전송|배달|전달)( ?실패|되지 않|할 수 없)|반송|배달되지 않음',
]

const delayedTitles = [
  '(mail |message |e-?mail )?delivery[ -](status )?(notification|report) ?\\((delay|warn)',
  '(mail |message )?delivery (is |has been )?(delayed?|deferred|temporarily)',
  '(mail |message )?delivery delay',
  'delayed?( mail| message| delivery)?(?=[:( ]|$)',
  'delay(ed)? notification',
  'deferred( mail)?:',
  'warning: (could not send|message|mail|delivery)',
  'message .{0,40}(delayed|not yet delivered|still being)',
  'still (trying|being retried)',
  'transient (mail|delivery|message)',
  'temporary (delivery|mail)',
  'καθυστέρηση (στην )?παράδοση',
  '.{0,20}καθυστερεί',
  'ειδοποίηση κατάστασης παράδοσης \\(καθυστέρηση',
  '(entrega|mensaje) (aplazad|retrasad|demorad|diferid)',
  '(retraso|demora) (de|en) (la )?entrega',
  'verzögert|(zustellung|zugestellt) verzögert|zustellverzögerung|verzögerung bei der zustellung',
  '(remise|distribution) (différée|retardée)|retard(é| de remise)',
  '(consegna|recapito) (ritardat|posticipat)|ritard(o|ata)',
  '(entrega|mensagem) (atrasad|adiad)|atraso na entrega',
  '(bezorging|levering|aflevering) (vertraagd|uitgesteld)|vertraagd|vertraging',
  '(levering|leveransen?) (er |är )?(forsinket|försenad|fördröjd)|forsinket|fördröjd|försenad',
  'opóźni(ono|enie)|(zpožd|pozd)ěn',
  '(доставка )?(задерж|отложен)',
  '(gecik|ertelendi)',
  '(延迟|延遲|配信遅延|配信の遅延|遅延|지연)',
]

const deliveredTitles = [
  'delivery status notification \\((success|relay|expanded)',
  '(relayed|delivered|expanded):',
  'successful mail delivery',
  '(zugestellt|weitergeleitet|παραδόθηκε|entregado|remis|recapitato|entregue|afgeleverd|leveret|levererat|dostarczono|доставлено|teslim edildi|已送达|配信済み):',
]

/** What only a mail server says of a mail. Words that also fit a parcel are not among these. */
const failedPhrases = [
  'this message was created automatically by (the )?mail delivery',
  'this (message )?is (a |an )?(automatically|machine)[- ]generated (delivery status notification|message from mail service)',
  'this is (the|a) (qmail-send|mail (delivery )?system|postfix|mail server|mail transfer agent)( program)?',
  'the (following|original|attached) (message|mail|e-?mail)s?.{0,60}(undeliverable|not (be )?delivered|could not be delivered)',
  'a message (that )?you (have )?sent.{0,80}(could not|cannot|was not|has not)',
  '(your|the) (message|mail|e-?mail)( .{0,160})? ((could|can|did|was|has|have|were|is) ?(not|n.t)( be| been| able to be)? (deliver|reach|sent|accept)|cannot be deliver|is undeliverable|was undeliverable|has been (rejected|returned|blocked|bounced)|was (rejected|returned|blocked|bounced))',
  '(did not|didn.t|failed to|unable to|not able to|could ?n[o.]t|couldn’t|cannot|can.t|wasn.t able to) (be )?(reach|deliver|delivered|send|sent)( .{0,60})?( to)?( .{0,30})?( recipients?|address(es)?|users?|your (message|mail|e-?mail)|mailbox|the (message|mail|following)|this message)',
  'del(i|e)very (to|for) (the|these|this|this following|your|one or more)? ?(following )?(recipients?|address(es)?|mailbox|users?|persons?)( .{0,40})?( (has |have |was |were )?(failed|aborted|not)|:)',
  'delivery (has failed|failed|failure|attempts?)',
  '(following|these) (recipients?|address(es)?|users?|persons?|email).{0,60}(fail|error|not receive|could not|cannot|was not|were not|problem|invalid|undeliver|reject|unknown|fatal)',
  'had (permanent|transient|temporary|non-fatal)? ?(fatal|delivery|non-fatal)? ?(errors?|problems?)',
  '(permanent|fatal) (fatal )?(error|failure|delivery)',
  '(failed|rejected) permanently',
  '(user|recipient|mailbox|address|account|addressee|domain|host)s? (is |was |name )?(unknown|not found|unavailable|disabled|inactive|does ?n[o.]t exist|not (exist|known|valid|recognized|listed|local|our customer)|rejected|invalid|full|over ?quota|exceed|suspended|no longer|has been (disabled|discontinued|suspended|moved))',
  '(unknown|invalid|no such|bad|illegal|non-?existent|unrouteable|unroutable|undeliverable) (local[- ]?part|user|recipient|mailbox|address|account|receiver|host|mail domain|domain)',
  '(over|exceed(s|ed|ing)?|out of|beyond) (its |the |his |allowed |mail(box)? |disk |storage )*(quota|limit|allocation|space|size)',
  'mailbox (is )?full',
  'sorry, (no mailbox here|i wasn.t able|i couldn.t find)',
  '(here is |this is )?your (returned|undelivered) (mail|message)',
  '(original|returned|undelivered) (mail|message) follows',
  'was not delivered (to|because)',
  'undeliverable (to|address|recipient|due|message)',
  '(failed addresses|undelivered recipients|intended recipient|invalid receiver address)',
  'transcript of (the )?session',
  'host (not found|unknown|or domain name not found)|(domain|dns).{0,20}(not found|does not exist|lookup failed)',
  'reporting-mta:|diagnostic-code:|final-recipient:',
  '(message|mail) (blocked|rejected|refused|returned)( by| to|:)',
  'relay(ing)? (access )?(denied|not permitted)',
  'this address no longer accepts mail',
  '(το μήνυμά? σας|το μήνυμα|το e-?mail|η αλληλογραφία).{0,120}(δεν (παραδόθηκε|μπόρεσε|ήταν δυνατ|μπορεί|έφτασε)|απορρίφθηκε|επιστράφηκε)',
  'η παράδοση .{0,80}απέτυχε',
  'δεν (ήταν|είναι) δυνατή η παράδοση',
  '(ο παραλήπτης|η διεύθυνση|το γραμματοκιβώτιο) .{0,60}(δεν (βρέθηκε|υπάρχει)|είναι πλήρες|απορρίφθηκε)',
  'no se (pudo|puede|ha podido|pudieron|ha entregado|entregó).{0,40}(entregar|mensaje|destinatario)',
  '(su|el|tu|este) (mensaje|correo).{0,120}(no (se|pudo|ha|fue)|rechazad|devuelt)',
  'error (en|de) la entrega|(destinatario|buzón|dirección).{0,50}(no (existe|encontrad)|llen[oa]|desconocid|rechazad)',
  '(ihre|die|eine|folgende|diese) (e-?mail|nachricht|mail).{0,120}(nicht (zugestellt|zustellbar|übermittelt|erreicht)|konnte nicht|abgelehnt|zurückgewiesen)',
  '(empfänger|postfach|adresse).{0,60}(unbekannt|existiert nicht|nicht gefunden|voll|abgelehnt)|fehler bei der (nachrichten)?zustellung',
  '(votre|le|ce|un) (message|courriel|courrier|e-?mail).{0,120}(n.a pas|n.a pu|ne peut|pas été|rejeté|refusé|retourné)|échec de la remise',
  '(destinataire|boîte|adresse).{0,60}(inconnu|introuvable|pleine|n.existe pas|refusé)',
  '(il|suo|questo) (messaggio|suo messaggio).{0,120}(non (è|ha|può|sono)|respint|rifiutat)|mancato recapito|impossibile recapitare',
  '(sua|a|esta|uma) mensagem.{0,120}(não (foi|pôde|pode)|rejeitad|devolvid)|não foi possível entregar',
  '(uw|het|dit|je) (bericht|e-?mail).{0,120}(niet (worden|bezorgd|afgeleverd)|kon niet|geweigerd)',
  '(din|dit|ditt|meddelandet|meddelelsen|meldingen).{0,120}(kunde inte|kunne ikke|inte levereras|ikke lever|gick inte)|viestiä ei voitu',
  '(wiadomoś(ć|ci)|przesyłka).{0,100}nie (została|można|udało)|nie można dostarczyć',
  '(zpráv[au]|vaše zpráva).{0,100}(nelze|nebyla|nemohla)',
  '(сообщение|письмо).{0,120}(не (было|может|могло|удалось|доставлено)|возвращ|отклонен)|не удалось доставить|(адрес|пользователь|ящик).{0,40}(не (найден|существует)|переполнен)',
  '(iletiniz|mesajınız|e-?posta).{0,100}(teslim edilem|iletilem|gönderilem)',
  '(邮件|郵件|信件|收件人).{0,60}(无法|無法|未能|退回|失败|失敗|不存在|拒绝|拒絕)',
  '(メール|メッセージ|宛先|受信者).{0,60}(できません|届きません|失敗|存在しません|拒否|見つかりません)',
  '(메일|메시지|수신자|받는 사람).{0,60}(실패|없습니다|못했습니다|반송|찾을 수)',
]

const delayedPhrases = [
  '(delivery|message|mail|it|which).{0,60} (has been|is|was|been) (delayed|deferred)',
  'not yet been delivered|has not (yet )?been delivered (yet|to)|not been able to deliver .{0,60}yet',
  '(will|shall) (still |continue |keep |be )*(retry|retried|re-?tried|try|trying|attempt)',
  '(still be retried|continue trying|continue to (try|be attempted)|retries? (will|are))',
  'warning message only|this is (only )?a warning|do(es)? not need to resend|no action is required',
  'for the (last|past) \\d+ (hours?|minutes?|days?)|could not send message for past',
  'temporary (problem|failure|error|condition|delivery)',
  'καθυστερ|θα (γίνει|γίνουν) νέ(α|ες) προσπάθει|θα συνεχίσ',
  'se volverá a intentar|seguirá intentando|(entrega|mensaje).{0,60}(retrasad|aplazad|demorad)',
  'verzögert|erneut versucht|weiter(hin)? versucht|noch nicht zugestellt',
  'retard|nouvelles? tentatives?|pas encore (été )?(remis|livré)',
  'ritard|nuovi tentativi|non (è )?ancora (stato )?(recapit|consegn)',
  'atrasad|tentar novamente|continuará tentando',
  'vertraagd|opnieuw (worden )?geprobeerd|forsinket|försena|fördröj|opóźni|zpožd|задерж|отложен|повторн|gecik|延迟|延遲|遅延|再試行|지연',
]

const final = foldedPattern(
  'permanent|fatal|giv(e|en|ing) up|no longer (be )?(tried|retried)|message (will be|has been) (deleted|returned)|expired|could not be delivered for',
)

const failedTitle = opening(failedTitles)
const delayedTitle = opening(delayedTitles)
const deliveredTitle = opening(deliveredTitles)
const failedPhrase = anywhere(failedPhrases)
const delayedPhrase = anywhere(delayedPhrases)

export type SaidOfDelivery = 'failed' | 'delayed' | 'delivered' | null

/** What a subject says of a delivery, if it is titled as mail servers title. */
export function saidByTitle(subject: string): SaidOfDelivery {
  const bare = foldedWords(subject, 200)
  if (deliveredTitle.test(bare)) return 'delivered'
  if (delayedTitle.test(bare)) return 'delayed'
  return failedTitle.test(bare) ? 'failed' : null
}

/** What words say of a delivery, if they are a mail server's. */
export function saidByWords(words: string): 'failed' | 'delayed' | null {
  const folded = foldedWords(words, words.length)
  if (delayedPhrase.test(folded) && !final.test(folded)) return 'delayed'
  return failedPhrase.test(folded) ? 'failed' : null
}

/** A line in which a server says why. */
export const tellsOfFailure = (line: string): boolean => failedPhrase.test(foldedWords(line, 500))

function opening(titles: readonly string[]): RegExp {
  return foldedPattern(
    `^[\\s*!"'<>-]*(?:\\[[^\\]]{1,40}\\][\\s:]*|\\*{2,5}[^*]{1,30}\\*{2,5}\\s*)?(?:(?:error|notice|alert|attention|[a-z]{1,20} warning)[\\s:!-]{1,3})?(?:${titles.join('|')})`,
  )
}

function anywhere(phrases: readonly string[]): RegExp {
  return foldedPattern(`(?<!\\p{L})(?:${phrases.join('|')})`)
}
