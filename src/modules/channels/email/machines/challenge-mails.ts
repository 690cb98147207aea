import type { ParsedMail } from '../mime/parse-mail.ts'
import { foldedPattern, foldedWords } from './folded-words.ts'
import { declaresItself, type HeaderFields, isReturnedNowhere, namesParent, valueOf } from './mail-senders.ts'

const marks = /^x-(boxtrapper|tmda|spamarrest|mailinblack|choicemail|challenge|whitelist-challenge|sendio|qconfirm|ask-)/
const title = foldedPattern(
  'verify#|\\((e-?mail )?(verification( required)?|action required)\\)\\s*$|^[\\s*"[]*(?:re:\\s*)?(?:your (e-?mail|message) (requires|needs|awaits) (verification|confirmation|approval)|(please )?(confirm|verify|validate) (that you|you are|your (e-?mail|message|address|identity|delivery))|(e-?mail|message|sender|human|delivery|address) (address )?(verification|confirmation|authentication|validation)( (required|request|needed))?|(verification|confirmation|action|authentication|permission) (is )?(required|requested|needed)|anti-?spam|challenge|επιβεβαί?ω|(επιβεβαίωση|επαλήθευση) (αποστολέα|μηνύματος|διεύθυνσης)|απαιτείται επιβεβαίωση|(confirmación|verificación|autorización) (de|del|requerida|necesaria)|confirme (su|que)|bestätig(ung|en)|(bitte )?bestätigen sie|(veuillez )?(confirmer|valider|authentifier)|(demande d.)?authentification|validation de|confermare|conferma (richiesta|del|di)|verifica (richiesta|del|di)|confirma(ção|r) (de|necessária|do)|verificação de|bevestig(ing|en)?|bekräfta|bekræft|vahvista|potwierd[źz]|potvr[ďz]|подтвердите|подтверждение|onay|doğrulama|确认|確認|驗證|验证|확인)',
)
const proofWanted = foldedPattern(
  `(?:${[
    '(verify|prove|confirm|show|ensure|certify|make sure|determine) (that |to me that |to us that |me that )?you(.re| are)? (indeed |really |actually )?(not a (spammer|robot|machine|computer)|(a |an )?(real |live |actual )*(human|person|live))',
    'to (control|stop|reduce|avoid|combat|fight|prevent|eliminate) (the )?(spam|junk|unsolicited)',
    '(just this once|only (have to|need to) (do|confirm) (this|once)|one[- ]time (confirmation|verification|process))',
    '(challenge[-/ ]response|sender (verification|authentication)|whitelist(ed|ing)?|approved senders?|white list|guest list|known sender)',
    'επιβεβαι.{0,60}(άνθρωπος|ρομπότ|αποστολέα)|(άνθρωπος και όχι|δεν είστε ρομπότ)|ανεπιθύμητ',
    '(confirm|verifi|demuestr|valid).{0,60}(persona( real)?|humano|robot|remitente)|correo (no deseado|basura)',
    '(bestätig|nachweis).{0,80}(mensch|person|kein (roboter|spam)|absender)|(unerwünscht|spam).{0,60}(bestätig|schutz)',
    '(confirm|prouv|valid|authentifi).{0,80}(humain|personne|robot|expéditeur|identit)|(courrier|message)s? indésirable',
    '(conferm|dimostr|verific).{0,60}(essere umano|persona|umano|robot|mittente)|posta indesiderata',
    '(confirm|comprov|verifi).{0,60}(humano|pessoa|robô|remetente)|antispam|anti-spam',
    '(bevestig|bekräft|bekræft|vahvist).{0,60}(mens|människa|menneske|person|ihminen|afzender|avsändare|robot)',
    '(potwierd|potvr).{0,60}(człowiek|osob|robot|nadawc|člověk|odesílatel)|подтверд.{0,60}(человек|робот|отправител)|(insan|robot).{0,40}(doğrula|onayla)',
    '(确认|確認|验证|驗證|認証).{0,30}(真人|人类|机器人|機器人|发件人|寄件者|送信者|人間|ロボット)|(사람|로봇|발신자).{0,20}(확인|인증)',
  ].join('|')})`,
)

/** What a shop may say of an order, too. */
const actWanted = foldedPattern(
  '(message|mail|e-?mail|it) (was |is |were |will |has )?(being |been )?(not |only |be )*(held|quarantined|delivered|queued|accepted|released|blocked|received)?.{0,80}(until|unless|before) (you|it|the sender|your)|(click|follow|visit|press|reply|respond).{0,80}(deliver|release|receive|confirm|verif|authentic|approve)',
)

/** A filter that asks who wrote to prove that a person did. What it holds back has not reached anybody yet. */
export function isChallenge(mail: ParsedMail, fields: HeaderFields): boolean {
  if (isMarked(mail, fields)) return true
  const signs = {
    titled: title.test(foldedWords(mail.subject, 200)),
    unsigned: declaresItself(fields) || isReturnedNowhere(fields),
    answers: namesParent(mail) || /^auto-replied/i.test(valueOf(fields, 'auto-submitted')),
  }
  // A form or a person's answer may speak of robots and of spam, too: two of the three signs are wanted.
  const shown = Object.values(signs).filter(Boolean).length
  return shown > 1 && asksForProof(foldedWords(mail.text, 3_000), signs, shown)
}

function isMarked(mail: ParsedMail, fields: HeaderFields): boolean {
  if (/tmda/i.test(valueOf(fields, 'x-delivery-agent'))) return true
  return mail.headers.some(({ name, value }) => marks.test(name) && !/^\s*(no|pass)/i.test(value))
}

function asksForProof(words: string, signs: { titled: boolean; answers: boolean }, shown: number): boolean {
  if (!asksForAct.test(words)) return false
  if (!proofWanted.test(words)) return shown === 3 && actWanted.test(words)
  return (signs.titled && signs.answers) || proofOfPerson.test(words)
}

const asksForAct = foldedPattern('https?:|reply|respond|απαντησ|antwort|repond|rispond|ответ')
const proofOfPerson = foldedPattern('human|real person|spammer|robot|ανθρωπο|humano|mensch|humain|umano|человек')
