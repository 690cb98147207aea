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

/** Whether a short text sends the reader to answers that stand within what was written before. */
export function pointsWithin(text: string): boolean {
  if (text.length > 600) return false
  const words = fold(text)
  return said.test(words) || alone.test(words)
}
