const most = 8
const keyOf = (person: string) => `redress.sought.${person}`

/** What this person searched lately, in this browser only: questions may name people, and the desk keeps none of them. */
export function recentOf(person: string): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(person)) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, most) : []
  } catch {
    return [] // a browser that refuses storage, or something that is not ours in it
  }
}

export function keepRecent(person: string, q: string): void {
  const asked = q.trim()
  if (asked === '') return
  try {
    localStorage.setItem(keyOf(person), JSON.stringify([asked, ...recentOf(person).filter((one) => one !== asked)].slice(0, most)))
  } catch {
    // private windows may refuse storage; then nothing is recent
  }
}

export function forgetRecent(person: string): void {
  try {
    localStorage.removeItem(keyOf(person))
  } catch {
    // what was never kept need not be forgotten
  }
}
