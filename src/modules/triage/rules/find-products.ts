import { fold } from '#platform/fold.ts'
import type { Found } from './find-moments.ts'
import type { Word } from './folded-words.ts'

/** Things that people buy, by the beginning of their names in three languages. Only what stands in the text is said. */
const stems = fold(
  `kettle toaster fridge freezer washing dishwasher oven boiler heater microwave vacuum television laptop tablet phone smartphone headphone earphone charger
  printer monitor router camera drill mower bicycle bike scooter sofa couch mattress wardrobe curtain carpet lamp blender mixer shoes sneakers jacket dress
  shirt jeans suitcase luggage stroller pushchair toy watch ring necklace glasses hearing-aid remote vase mirror chair table bed game console speaker
  πλυντηρι ψυγει κουζινα φουρν θερμοσιφων λεβητα κλιματιστικ τηλεορασ λαπτοπ υπολογιστ κινητο τηλεφων ταμπλετ φορτιστ ακουστικ εκτυπωτ καφετιερ βραστηρ
  σκουπα ποδηλατ πατιν καναπε στρωμα ντουλαπ κουρτιν χαλι φωτιστικ παπουτσ μπουφαν φορεμα πουκαμισ παντελον βαλιτσα καροτσ παιχνιδ ρολο βαζο καθρεφτ καρεκλ τραπεζι
  κρεβατι πλυντηριο σιδερο μιξερ μπλεντερ πάουερ
  lavadora nevera frigorifico congelador lavavajillas horno caldera calentador microondas aspiradora televis portatil tableta movil telefono auriculares cargador
  impresora pantalla cafetera hervidor taladro bicicleta patinete sofa colchon armario cortina alfombra lampara batidora zapat chaqueta vestido camisa pantalon
  maleta cochecito juguete reloj anillo gafas audifono mando jarron espejo silla mesa cama consola altavoz`,
).split(/\s+/)

const byStart = Map.groupBy(stems, (stem) => stem.slice(0, 3))

export function productsIn(text: string, words: readonly Word[]): Found[] {
  const seen = new Set<string>()
  return words.flatMap(({ text: word, start, end }) => {
    const stem = byStart.get(word.slice(0, 3))?.find((one) => word.startsWith(one) && word.length <= one.length + 4)
    if (!stem || seen.has(stem) || end > text.length) return []
    seen.add(stem)
    return [{ value: text.slice(start, end).toLowerCase(), start, end }]
  })
}
