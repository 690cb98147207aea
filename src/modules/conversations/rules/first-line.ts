const longest = 120

/** What stands for a subject where none was given: the first line that says something, cut at a word. */
export function firstLine(text: string): string {
  const line =
    text
      .split(/[\r\n]+/)
      .find((one) => one.trim() !== '')
      ?.replace(/[\p{Cc}\s]+/gu, ' ')
      .trim() ?? ''
  if (line.length <= longest) return line
  const cut = line.slice(0, longest)
  const atWord = cut.lastIndexOf(' ') > longest / 2 ? cut.slice(0, cut.lastIndexOf(' ')) : cut
  return `${atWord.toWellFormed()}…`
}
