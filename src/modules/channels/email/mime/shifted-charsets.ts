/** Charsets of seven bits that shift between alphabets, and that no decoder at hand knows: HZ, ISO-2022-KR and ISO-2022-CN. */
export function decodeShifted(bytes: Uint8Array, charset: string): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (charset === 'hz-gb-2312') return decodeHz(text)
  if (charset === 'iso-2022-kr') return raised(text.replaceAll('\x1b$)C', ''), /\x0e([^\x0f\n]*)\x0f?/g, 'euc-kr')
  return charset === 'iso-2022-cn' ? raised(text.replace(/\x1b\$[)*+][AEGH]/g, ''), /\x0e([^\x0f\n]*)\x0f?/g, 'gb18030') : null
}

/** `~{` begins Chinese, `~}` ends it, as does the end of a line; `~~` is a tilde, and `~` before a line's end joins two lines. */
function decodeHz(text: string): string {
  const joined = text.replace(/~\r?\n/g, '')
  return raised(joined, /~\{([^\n]*?)(?:~\}|(?=\n)|$)/g, 'gb18030').replaceAll('~~', '~')
}

/** The letters between the shifts are those of the eight-bit charset without their highest bit. */
function raised(text: string, shifted: RegExp, charset: string): string {
  const decoder = new TextDecoder(charset)
  return text.replace(shifted, (_, letters: string) => decoder.decode(Buffer.from(Buffer.from(letters, 'latin1').map(raisedByte))))
}

const raisedByte = (byte: number): number => (byte > 0x20 && byte < 0x7f ? byte | 0x80 : byte)
