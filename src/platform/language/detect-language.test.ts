import fc from 'fast-check'
import { expect, test } from 'vitest'
import { languageOf } from './detect-language.ts'

test.each([
  ['I have been waiting for my order since Monday.', 'en'],
  ['Nobody called me back.', 'en'],
  ['There is nothing I can do about it', 'en'],
  ['Deal with it, mate', 'en'],
  ['Llevo esperando el pedido desde el lunes', 'es'],
  ['Lo siento mucho, pero no es posible', 'es'],
  ['¿Cuándo llega?', 'es'],
  ['El paquete llegó roto y nadie responde.', 'es'],
  ['Περιμένω την παραγγελία μου από τη Δευτέρα', 'el'],
  ['Το iPhone μου δεν ανάβει', 'el'],
  ['ΔΕΝ ΜΟΥ ΑΠΑΝΤΑ ΚΑΝΕΙΣ', 'el'],
  ['Je veux être remboursé, merci de me répondre', 'fr'],
  ['Ich habe die Bestellung noch nicht erhalten', 'de'],
  ['Non ho ancora ricevuto il mio ordine, grazie', 'it'],
  ['Ainda não recebi o meu pedido, obrigado', 'pt'],
  ['Где мой заказ? Я жду уже неделю.', 'ru'],
  ['أين طلبي؟', 'ar'],
])('%s is %s', (text, language) => {
  expect(languageOf(text)).toMatchObject({ language, latin: false })
})

test.each([
  'Kalispera, perimeno tin paraggelia mou apo ti Deftera',
  'den mou exete apantisei akoma kai thelo ta xrhmata mou pisw',
  'Ti ora tha erthei to dema?',
  'eimai poly thumomenos me thn eksyphrethsh sas',
  'H syskeyh den doulevei, 8elw allagh',
])('%s is Greek in Latin letters', (text) => {
  expect(languageOf(text)).toMatchObject({ language: 'el', latin: true })
})

test('English and Spanish sentences are never taken for Greek in Latin letters', () => {
  for (const text of [
    'The problem is me.',
    'To me it is not a game, mate',
    'Me da igual',
    'Esta mañana me llamaron',
    'On to the next one',
    'Ok',
    'No me lo creo',
    'Calm down.',
    'Sit down, sir',
    'The town is known',
  ])
    expect(languageOf(text).latin).toBe(false)
})

test.each([['😀😀 👍'], ['4711 / 10,50'], [''], ['\u200f\u200b']])('%j is of no language', (text) => {
  expect(languageOf(text)).toEqual({ language: null, latin: false, sure: 0 })
})

test('any text is judged, and the judgement is between 0 and 1', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
      const { sure } = languageOf(text)
      expect(sure).toBeGreaterThanOrEqual(0)
      expect(sure).toBeLessThanOrEqual(1)
    }),
  )
})
