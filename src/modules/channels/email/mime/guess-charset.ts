/** What the letters of a language look like in each charset that mail leaves undeclared, its commonest letters only. */
const guesses: readonly { charset: string; common: ReadonlySet<string>; wide: boolean }[] = [
  guess('windows-1253', 'αοιτενσηυρόάίέςήπκμλύώ'),
  guess('windows-1251', 'оеаинтсрвлкмдпуя'),
  guess('koi8-r', 'оеаинтсрвлкмдпуя'),
  guess('gb18030', '的一是不了人我在有他这中大来上国个到说们为子和你地出道也时年，。！？：单没收订货请您'),
  guess('big5', '的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年，。！？：單沒收訂貨請您「」、；之以而無'),
  guess('euc-kr', '이다는을가에의고하지를은로한기사리도서어시자나대인아그해라수정일보주습니요했'),
  guess('shift_jis', 'のにはをたがでてとしれさいるなもすこんかあまりうきくつよけっ、。ー'),
  guess('euc-jp', 'のにはをたがでてとしれさいるなもすこんかあまりうきくつよけっ、。ー'),
]

const sampleBytes = 8_192
const surely = 0.45

/** Reads bytes that nobody labelled as the likeliest charset; Western letters when nothing else is likely. */
export function guessText(bytes: Uint8Array): { text: string; charset: string } {
  const charset = likeliest(bytes) ?? 'windows-1252'
  return { text: new TextDecoder(charset).decode(bytes), charset }
}

/** The charset of a text that is called Western and cannot be: Western letters above ASCII stand alone or in twos, never in whole words. */
export function notWestern(bytes: Uint8Array): string | null {
  const runs = highRuns(bytes.subarray(0, sampleBytes))
  const inLongRuns = runs.filter((run) => run.length > 2).join('').length
  return inLongRuns > runs.join('').length * 0.6 ? likeliest(bytes) : null
}

function guess(charset: string, common: string): { charset: string; common: ReadonlySet<string>; wide: boolean } {
  return { charset, common: new Set(common), wide: /^(gb|big|shift|euc)/.test(charset) }
}

function likeliest(bytes: Uint8Array): string | null {
  const sample = bytes.subarray(0, sampleBytes)
  const runs = highRuns(sample)
  const inWords = runs.filter((run) => run.length > 1).join('').length / Math.max(1, runs.join('').length)
  let best: { charset: string; score: number } = { charset: '', score: surely }
  for (const candidate of guesses) {
    const score = scoreOf(sample, candidate) * inWords
    if (score > best.score) best = { charset: candidate.charset, score }
  }
  return best.charset || null
}

function highRuns(sample: Uint8Array): string[] {
  return (
    Buffer.from(sample.buffer, sample.byteOffset, sample.byteLength)
      .toString('latin1')
      .match(/[\x80-\xff]+/g) ?? []
  )
}

function scoreOf(sample: Uint8Array, candidate: (typeof guesses)[number]): number {
  const signs = new TextDecoder(candidate.charset).decode(sample).match(/[^\x00-\x7f]/gu) ?? []
  const common = signs.filter((sign) => candidate.common.has(sign)).length
  const impossible = signs.filter((sign) => /[\ufffd\u0080-\u009f\ue000-\uf8ff]/.test(sign)).length
  // A pair of bytes that makes one common sign says more than two bytes that make two.
  return Math.min(1, ((common - 3 * impossible) / Math.max(1, signs.length)) * (candidate.wide ? 2 : 1))
}
