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

/** `Content-Disposition` for a name in any script (RFC 6266): an ASCII form for old readers, the whole one in UTF-8. */
export function contentDisposition(how: 'attachment' | 'inline', name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name.toWellFormed()).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${ascii}"; filename*=UTF-8''${whole}`
}
