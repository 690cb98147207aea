const longest = 180

/** The name of a file as it may be shown and saved: no folders, no control or direction signs, never empty, never `..`. */
export function safeFileName(said: string): string {
  const last = said.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  // Signs that turn the direction of writing make `exe.fdp` of `pdf.exe`.
  const clean = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '')
    .replace(/[<>:"|?*]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  return shortened(clean) || 'file'
}

function shortened(name: string): string {
  if (name.length <= longest) return name
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(name)?.[0] ?? ''
  return name.slice(0, longest - ending.length).toWellFormed() + ending
}
