/** Remembers what was made of the last texts, so that a key pressed costs the sentence that it changes; forgets all when there are too many. */
export function remembering<Value>(make: (text: string) => Value, most = 3_000): (text: string) => Value {
  const known = new Map<string, Value>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const made = make(text)
    if (known.size >= most) known.clear()
    // A long text is rarely seen again, and would be kept for nothing.
    if (text.length <= 2_000) known.set(text, made)
    return made
  }
}
