/** What a panel may use of the roof that it stands under: calling the desk, its words, sending a file. */
export { addressOf, call, Offline, Problem } from '../call.ts'
export { type Language, languages, type Say, useLanguage, useWords } from '../language.ts'
export { sendFile } from '../send-file.ts'
export { useSentence } from '../sentence.ts'
export { useAddress } from '../use-address.ts'
