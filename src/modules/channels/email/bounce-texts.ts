/** Who writes bounces. Only what comes from one of these, or from nobody at all, can be one. */
export const machineSender = /^(mailer-?daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon|mail-delivery(-subsystem)?|microsoftexchange[0-9a-f]+|bounces?)$/i

const failedSubjects = [
  'undeliverable', 'undelivered mail', 'undeliverable mail', 'delivery status notification \\(failure\\)', 'delivery failure', 'delivery failed', 'mail delivery failed',
  'mail delivery failure', 'message delivery failure', 'failure notice', 'failed mail', 'returned mail', 'mail system error', 'returned to sender', 'message not delivered',
  'delivery notification: delivery has failed', 'non delivery', 'nondeliverable', 'warning: could not send', 'mail undeliverable', 'mail failed', 'rejected',
  'αδυναμία παράδοσης', 'μη παραδοτέο', 'αποτυχία παράδοσης', 'δεν παραδόθηκε', 'δεν ήταν δυνατή η παράδοση',
  'no se puede entregar', 'no se ha podido entregar', 'no entregado', 'error de entrega', 'devuelto', 'mensaje no entregado', 'correo devuelto',
  'unzustellbar', 'nicht zustellbar', 'fehler bei der zustellung', 'non remis', 'échec de (la )?remise', 'non recapitabile', 'mancato recapito', 'não entregue', 'não é possível entregar',
  'onbestelbaar', 'kan ikke leveres', 'kunne ikke leveres', 'olevererbart', 'ikke leverbar', 'niedostarczal', 'nedoručiteln', 'недоставлен', 'не доставлено', 'teslim edilemedi',
  '退信', '系统退信', '配信不能', '未配信', '전송 실패', '반송',
]

const delayedSubjects = [
  'delivery status notification \\(delay', 'delayed', 'delay notification', 'delivery delayed', 'warning: message .{0,60}delayed', 'delivery is delayed', 'still trying', 'mail delivery delay',
  'καθυστέρηση παράδοσης', 'καθυστερεί', 'entrega aplazada', 'retraso en la entrega', 'entrega retrasada', 'verzögert', 'verzögerte zustellung', 'retardé', 'remise différée', 'ritardata',
]

const failedTexts = [
  'this message was created automatically by mail delivery software', 'this is the qmail-send program', 'this is the mail system at host', 'could not be delivered',
  "couldn't be delivered", 'delivery to the following recipients? (has )?failed', 'delivery has failed to these recipients', "wasn't delivered to", 'was not delivered to',
  'permanent fatal errors', 'permanent(ly)? (error|failure|failed)', 'failed permanently', 'address not found', 'user unknown', 'mailbox (is )?full', 'over quota', 'unable to deliver',
  'undeliverable', 'does not exist', 'no such user', 'unknown user', 'recipient address rejected', 'message rejected', 'the following addresses? failed', 'not deliver', 'did not reach',
  'δεν ήταν δυνατή η παράδοση', 'δεν μπόρεσε να παραδοθεί', 'δεν παραδόθηκε', 'η παράδοση απέτυχε', 'no se pudo entregar', 'no se ha podido entregar', 'konnte nicht zugestellt werden', "n'a pas pu être remis", 'non è stato possibile',
]

const delayedTexts = [
  'has been delayed', 'is delayed', 'still be retried', 'will be retried', 'will retry', 'will try again', 'will continue trying', 'will keep trying', 'not yet been delivered', 'has not been delivered yet',
  'warning message only', 'do not need to resend', 'temporary (problem|failure|error)', 'for the last \\d+ hours', 'καθυστερεί', 'θα γίνει νέα προσπάθεια', 'se volverá a intentar', 'verzögert',
]

export const failedSubject = oneOf(failedSubjects)
export const delayedSubject = oneOf(delayedSubjects)
export const failedText = oneOf(failedTexts)
export const delayedText = oneOf(delayedTexts)

function oneOf(phrases: readonly string[]): RegExp {
  return new RegExp(`(?<![\\p{L}])(?:${phrases.join('|')})`, 'iu')
}
