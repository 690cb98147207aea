import { fold } from '#platform/fold.ts'

/** How people say that their answers stand within the words of the other, where most programs set no mark. */
const answers =
  'answers?|repl(?:y|ies)|respon[sd]\\p{L}*|comments?|απαντη\\p{L}*|απαντω|σχολι\\p{L}*|respuestas?|respondo|comentarios?|reponses?|repon[ds]\\p{L}*|commentaires?|antwort\\p{L}*|anmerkungen|kommentare?|risp\\p{L}*|commenti|respostas?|antwoord\\p{L}*|opmerkingen|svar\\p{L}*|odpowied\\p{L}*|ответ\\p{L}*'
const places =
  'below|in ?line|within|in (?:the )?(?:text|body|red|blue|green|bold|capitals)|underneath|between the lines|παρακατω|κατωτερω|απο κατω|πιο κατω|αναμεσα|(?:στο|μεσα στο) κειμενο|(?:με )?(?:κοκκιν|μπλε)\\p{L}*|abajo|mas abajo|en (?:el texto|rojo|azul|negrita)|ci-dessous|plus bas|dans le texte|en (?:rouge|bleu|gras)|unten|unterhalb|im text|in (?:rot|blau|fett)|(?:rot|blau) markiert|sotto|nel testo|in (?:rosso|blu)|abaixo|no texto|em (?:vermelho|azul)|hieronder|in het (?:rood|blauw)|nedenfor|nedan|ponizej|ниже|красным'

const said = new RegExp(
  `(?<!\\p{L})(?:${answers})(?!\\p{L})[^.!?]{0,60}?(?<!\\p{L})(?:${places})(?!\\p{L})|(?<!\\p{L})(?:${places})(?!\\p{L})[^.!?]{0,30}?(?<!\\p{L})(?:${answers})(?!\\p{L})`,
  'u',
)
const alone =
  /^\W*(?:please )?(?:see )?in ?line\W*$|(?<!\p{L})(?:see in ?line|(?:in|with) (?:red|blue) (?:below|letters|colou?r))(?!\p{L})/u

/** "See below", "δείτε τα σχόλιά μου": where is said, or what, and either may stand within. */
const see =
  'see|read|δειτε|βλεπετε|βλ|διαβαστε|vea|ver|vean|lea|siehe|lesen|voir|voyez|vedi|vedere|veja|zie|se|patrz|zobacz|viz|см|смотрите'
const seen = new RegExp(`(?<!\\p{L})(?:${see})(?!\\p{L})[^.!?]{0,30}?(?<!\\p{L})(?:${places}|${answers})(?!\\p{L})`, 'u')

const greetings =
  'hi|hello|hey|dear|good (?:morning|afternoon|evening|day)|greetings|γεια|γεια σ(?:ας|ου)|καλημερα|καλησπερα|χαιρετε|αγαπητ\\p{L}*|αξιοτιμ\\p{L}*|κυρι\\p{L}*|hola|buen[oa]s|buen dia|estimad[oa]s?|querid[oa]s?|hallo|guten|sehr geehrte\\p{L}*|liebe[rs]?|moin|bonjour|bonsoir|madame|monsieur|chere?s?|buongiorno|buonasera|gentil\\p{L}*|egregi\\p{L}*|salve|ciao|bom dia|boa|ola|prezad[oa]s?|car[oa]s?|beste|geachte|goede\\p{L}*|hei|hej|moi|dzien dobry|szanown\\p{L}*|dobry den|vazen\\p{L}*|здравствуйте|добрый|уважаем\\p{L}*|привет|merhaba|sayin|iyi|您好|你好|안녕하세요|こんにちは'
const greetingOnly = new RegExp(`^\\W{0,3}(?:${greetings})(?: +[\\p{L}.'’-]+){0,4}\\s*[,.;:!·،、，！]?$`, 'u')

/** Whether a text says so little that the answer may stand below it: nothing but a greeting, or an end that leads on. */
function leadsOn(text: string): boolean {
  const lines = text.split('\n').filter((line) => line.trim() !== '')
  if (/[\p{L}\p{N})]\s*[:：]\s*$/u.test((lines.at(-1) ?? '').slice(-20))) return true
  return lines.length === 1 && text.length <= 60 && greetingOnly.test(fold(text).trim())
}

/** Whether a short text sends the reader to answers that stand within what was written before, or leaves open that they do. */
export function pointsWithin(text: string): boolean {
  if (text.length > 600) return false
  const words = fold(text)
  return said.test(words) || alone.test(words) || seen.test(words) || leadsOn(text)
}

/** Outlook puts the name of who comments before each comment: "[Ada Lindqvist] it is cabin 12". */
export const hasNamedComments = (lines: readonly string[]): boolean =>
  lines.some(
    (line) =>
      /^[\s>]{0,8}\[\p{Lu}[\p{L}.'’ -]{1,38}\]:?\s+\S/u.test(line.slice(0, 120)) &&
      !/^[\s>]*\[(?:external|extern|spam|image|logo|caution)/i.test(line),
  )
