/** What a text is made of, for the browser and the server alike: its sentences, and the language of each. */
export { type FoundLanguage, languageOf, languagesOf } from './language/detect-language.ts'
export { type Sentence, sentencesOf } from './language/sentences.ts'
