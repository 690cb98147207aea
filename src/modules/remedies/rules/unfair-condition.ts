import { fold } from '#platform/fold.ts'

/**
 * Whether words tie a remedy to a review, to silence, or to giving the complaint up: what nobody may ask for (DOMAIN §6.4, 13). Sentence by
 * sentence: a condition, and what it must never be about.
 */
export const isUnfairlyBound = (words: string): boolean =>
  fold(words)
    .split(/(?<=[.!?;·])\s+|\n+/u)
    .some((sentence) => bound.some(([condition, about]) => condition.test(sentence) && about.test(sentence)))

const start = '(?<![\\p{L}])'
const words = (stems: string) => new RegExp(`${start}(?:${stems})`, 'u')

// Folded: small letters without accents, ς as σ.
const bound: readonly (readonly [RegExp, RegExp])[] = [
  [
    words(
      'if you|once you|as soon as you|when you|provided|on (?:the )?condition|in (?:exchange|return) for|as long as|only after you|so that you|unless you|you (?:must|have to|need to|agree)',
    ),
    words(
      '(?:positive |good |bad |negative |five.star |5.star |your |the |that |a )?(?:review|rating|stars|feedback on)|(?:withdraw|drop|retract|give up|close|cancel)\\w* (?:your |the |this |that )?(?:complaint|claim|case|report)|delet\\w* (?:your |the )?(?:post|comment|review)|tak\\w+ (?:it |your post |the post )?down|(?:keep|stay|remain)\\w* (?:it |this )?(?:quiet|silent|confidential|secret)|tell(?:ing)? (?:nobody|no one|anyone|anybody)|not (?:tell|talk|speak|post|publish)|no further claims|ombudsman|regulator',
    ),
  ],
  [
    words(
      'αν |εαν |εφοσον|οταν |μολισ |υπο τον ορο|με τον ορο|με αντ[αά]λλαγμα|σε ανταλλαγμα|αρκει να|πρεπει να|προυποθεση|με την προυποθεση|μονο αφου',
    ),
    words(
      'κριτικη|αξιολογ|βαθμολογ|αστερια|(?:αποσυρ|ανακαλ|παραιτη)\\p{L}* (?:απο )?(?:το |την |τησ |του |αυτο |)?(?:παραπον|καταγγελ|αιτημ|απαιτησ)|(?:σβησ|διαγραψ|κατεβασ|αφαιρεσ)\\p{L}* (?:την |το |τη )?(?:αναρτησ|σχολι|κριτικ|δημοσιευσ)|σιωπη|μυστικο|εμπιστευτικ|μην (?:πειτε|το πειτε|μιλησετε|δημοσιευσετε|αναρτησετε)|συνηγορ|ρυθμιστικ',
    ),
  ],
  [
    words('si |cuando |siempre que|a cambio|con la condicion|a condicion|en cuanto|una vez que|debe |tiene que|solo despues'),
    words(
      'rese[nñ]a|valoracion|opinion|estrellas|(?:retir|desist|renunci|abandon|anul|cierr)\\p{L}* (?:de |a )?(?:su |la |el |esta )?(?:queja|reclamacion|denuncia|caso)|(?:borr|elimin|quit|retir)\\p{L}* (?:su |el |la )?(?:comentario|publicacion|rese[nñ]a|opinion|mensaje)|silencio|secreto|confidencial|no (?:lo )?(?:cuent|dice|diga|habl|publi)|defensor|regulador|mas reclamaciones',
    ),
  ],
]
