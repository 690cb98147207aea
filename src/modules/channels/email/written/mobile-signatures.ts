/** Lines that telephones and mail programs put below what somebody wrote, by language; each is a pattern for the beginning of the line. */
const lines: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Sent from my',
    'Sent from (Outlook|Mail|Yahoo|Gmail|Proton|TypeApp|BlueMail|Samsung|Huawei|Nine|myMail|Spark|Canary|a mobile|Windows|an? (iPhone|iPad|Android)|iPhone|iPad)',
    'Sent (via|using|with|by) (the )?(BlackBerry|Proton|Spark|Superhuman|Gmail|Outlook|Samsung|my|Tutanota|Tuta|Shift|Mailbird|Android)',
    'Get Outlook for',
    'Sent on the go',
    'Sent from Proton',
  ],
  el: [
    'Στάλθηκε από',
    'Σταλμένο από',
    'Εστάλη από',
    'Απεστάλη από',
    'Απεσταλμένο από',
    'Αποστολή από (το|τη|το κινητό|iPhone|Outlook|Samsung|Yahoo)',
    '(Λήψη|Αποκτήστε|Κατεβάστε) (του |το )?Outlook',
    'Από το (iPhone|iPad|κινητό) μου',
  ],
  es: ['Enviado desde', 'Enviado con', 'Obtener Outlook', 'Obtenga Outlook', 'Descargar Outlook', 'Mandado desde mi'],
  fr: [
    'Envoyé de mon',
    'Envoyé depuis',
    'Envoyé à partir d',
    'Envoyé avec',
    'Envoyé par (mon|Outlook)',
    'Obtenir Outlook',
    'Télécharger Outlook',
    'Provenance : Courrier',
  ],
  de: [
    'Von mein(em|er) .{2,40} gesendet',
    'Gesendet von (mein|Outlook|Mail|Yahoo|Samsung|iPhone|unterwegs|einem)',
    'Gesendet (mit|über|aus) ',
    'Outlook für .{2,20} beziehen',
    'Holen Sie sich Outlook',
    'Diese Nachricht wurde von mein(em|er) .{2,60} gesendet',
    'Gesendet von Mail für',
  ],
  it: ['Inviato da(l| )', 'Inviato con', 'Ottieni Outlook', 'Scarica Outlook'],
  pt: [
    'Enviado do meu',
    'Enviado d[eao] (Outlook|iPhone|Yahoo|Mail|Correio|Samsung)',
    'Enviado a partir d',
    'Enviado via',
    'Obter o Outlook',
    'Baixar o Outlook',
    'Obtenha o Outlook',
  ],
  nl: [
    'Verstuurd vanaf',
    'Verzonden vanaf',
    'Verstuurd met',
    'Verzonden met',
    'Verzonden via',
    'Outlook voor .{2,20} downloaden',
    'Outlook downloaden voor',
  ],
  nordic: [
    'Sendt fra',
    'Skickat från',
    'Hent Outlook',
    'Hämta Outlook',
    'Få Outlook',
    'Skaffa Outlook',
    'Lähetetty (iPhone|Samsung|Outlook|Yahoo|Android|Huawei|.{2,30}(sta|stä|lla|llä)(ni)?$)',
    'Hanki Outlook',
    'Lataa Outlook',
  ],
  pl: ['Wysłane? z ', 'Wysłano z ', 'Pobierz (aplikację )?Outlook', 'Uzyskaj Outlook'],
  cs: ['Odesláno z ', 'Odesláno ze ', 'Posláno z', 'Získejte Outlook', 'Získat Outlook', 'Stáhněte si Outlook'],
  ru: ['Отправлено с ', 'Отправлено из ', 'Отправлено со ', 'Послано с ', 'Скачать Outlook', 'Получить Outlook', 'Скачайте Outlook'],
  tr: ['.{2,40}(den|dan|tan|ten|mdan|mden) gönderildi', 'Outlook.{0,3}u edinin', '(iOS|Android) için Outlook'],
  zh: [
    '发自',
    '發自',
    '从我的.{1,20}发送',
    '從我的.{1,20}傳送',
    '寄自',
    '傳送自',
    '获取.{0,20}Outlook',
    '取得.{0,20}Outlook',
    '通过.{1,20}发送',
  ],
  ja: [
    '(iPhone|iPad|Android|Outlook|スマートフォン|携帯|Yahoo).{0,30}から送信',
    '.{1,30}からの送信',
    '(iOS|Android) 版 ?Outlook',
    'Outlook for .{2,20} を入手',
  ],
  ko: ['(나의|내) .{1,20}에서 (보냄|보낸)', '.{1,20}에서 (보냄|보낸 메일)', 'Outlook.{0,20}(받기|다운로드)'],
}

const pattern = new RegExp(`^(?:${Object.values(lines).flat().join('|')})`, 'iu')

/** Whether a line is one that a device wrote, not a person. */
export function isMobileSignature(line: string): boolean {
  if (line.length > 300) return false
  const plain = line
    .replace(/<[^<>\s]{1,400}>/g, '')
    .replace(/https?:\/\/\S+/g, '')
    .replace(/^[\s*_[(-]+|[\s*_\])-]+$/g, '')
  return plain.length <= 90 && plain.split(/\s+/).length <= 9 && pattern.test(plain)
}
