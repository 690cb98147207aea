/** Points told one after the other inside a paragraph: "first … second …", "πρώτον … δεύτερον …", "primero … segundo …". */
export function ordinalPoints(text: string): { start: number; end: number }[] {
  const marks = [...text.matchAll(ordinals)].slice(0, 12)
  if (marks.length < 2) return []
  return marks.map((mark, at) => {
    const start = mark.index + (mark[1]?.length ?? 0)
    return { start, end: marks[at + 1]?.index ?? endOfLine(text, start) }
  })
}

const ordinals =
  /((?:^|[.!?;:·,\n])\s*(?:and |και |y )?)(?=(?:first(?:ly)?|second(?:ly)?|third(?:ly)?|finally|lastly|πρώτον|πρώτα|δεύτερον|τρίτον|τέταρτον|τέλος|primero|segundo|tercero|por último|en primer lugar|en segundo lugar|en tercer lugar|prwton|deuteron|triton|proton|defteron)[\s,:])/giu

function endOfLine(text: string, from: number): number {
  const line = text.indexOf('\n', from)
  return line < 0 ? text.length : line
}
