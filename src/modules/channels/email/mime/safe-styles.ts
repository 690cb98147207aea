const length = /^-?\d{0,4}(\.\d{1,4})?(px|pt|em|rem|ex|%|in|cm|mm|pc|ch)?$/
const lengths = eachIs((piece) => piece !== '' && (length.test(piece) || piece === 'auto'))
const size = eachIs((piece) => piece !== '' && (length.test(piece) || piece === 'auto' || piece === 'none'), 1)
const word = (value: string): boolean => /^[a-z-]{1,30}$/.test(value)
const colour = (value: string): boolean => /^(#[0-9a-f]{3,8}|(rgb|hsl)a?\([\d\s.,%deg/]{3,40}\)|[a-z]{3,30})$/.test(value)
const border = eachIs((piece) => piece !== '' && (length.test(piece) || colour(piece)))
const oneOf = (words: string) => {
  const allowed = new Set(words.split(' '))
  return (value: string): boolean => allowed.has(value)
}

/** What the look of a mail may be made of: nothing that moves, covers, loads or reaches outside its frame. */
const properties: ReadonlyMap<string, (value: string) => boolean> = new Map([
  ['color', colour],
  ['background-color', colour],
  ['background', colour],
  ['font-size', (value: string) => size(value) || /^((x{1,2}-)?(small|large)|medium|smaller|larger)$/.test(value)],
  ['font-family', (value: string) => /^(?:[\p{L}\p{N}\s,-]|"[\p{L}\p{N}\s,-]*"|'[\p{L}\p{N}\s,-]*'){1,200}$/u.test(value)],
  ['font-weight', (value: string) => /^(\d{3}|bold|bolder|lighter|normal)$/.test(value)],
  ['font-style', word],
  ['text-decoration', (value: string) => /^[a-z\s-]{1,40}$/.test(value)],
  ['text-align', word],
  ['text-indent', size],
  ['text-transform', word],
  ['vertical-align', (value: string) => word(value) || size(value)],
  ['line-height', (value: string) => size(value) || value === 'normal'],
  ['letter-spacing', size],
  ['white-space', word],
  ['list-style-type', word],
  ['border-collapse', word],
  ['direction', oneOf('ltr rtl')],
  ['display', oneOf('block inline inline-block table table-row table-cell none')],
  ...['margin', 'padding'].flatMap((side) => ['', '-top', '-right', '-bottom', '-left'].map((edge) => [side + edge, lengths] as const)),
  ...['', '-top', '-right', '-bottom', '-left', '-color', '-width', '-style', '-radius'].map((edge) => [`border${edge}`, border] as const),
  ...['width', 'height', 'max-width', 'min-width', 'max-height'].map((name) => [name, size] as const),
])

const longestStyle = 4_000
const mostRemembered = 2_000
const remembered = new Map<string, string>()

/** The declarations of a style attribute that may stay, each known by its name and its shape; empty when none may. */
export function safeStyle(style: string): string {
  const known = remembered.get(style)
  if (known !== undefined) return known
  const safe = style
    .slice(0, longestStyle)
    .replace(/\/\*[^*]*\*\//g, '')
    .split(';')
    .map(safeDeclaration)
    .filter((declaration) => declaration !== '')
    .join(';')
  // The same few styles stand in a mail a hundred times.
  if (remembered.size >= mostRemembered) remembered.clear()
  if (style.length < 500) remembered.set(style, safe)
  return safe
}

function safeDeclaration(declaration: string): string {
  const colon = declaration.indexOf(':')
  if (colon < 0) return ''
  const name = declaration.slice(0, colon).trim().toLowerCase()
  const value = declaration
    .slice(colon + 1)
    .replace(/!\s*important\s*$/i, '')
    .trim()
  const allows = properties.get(name)
  if (allows === undefined || !allows(name === 'font-family' ? value : value.toLowerCase())) return ''
  return `${name}:${value}`
}

function eachIs(allows: (piece: string) => boolean, most = 4): (value: string) => boolean {
  return (value) => {
    const pieces = value.replace(/\s*,\s*/g, ',').split(/\s+/)
    return pieces.length <= most && pieces.every(allows)
  }
}
