/** What words and buttons need to be read (WCAG 2.2, 1.4.3). */
export const leastContrast = 4.5

type Colour = readonly [red: number, green: number, blue: number]
const white: Colour = [255, 255, 255]
const black: Colour = [0, 0, 0]
const darkPage: Colour = [0x21, 0x1e, 0x1b]
const sand: Colour = [0xf5, 0xef, 0xe4]

/** A colour as six figures behind a `#`: `#67387a`. */
export const isColour = (said: string): boolean => /^#[0-9a-f]{6}$/i.test(said)

/** How well white words are read on a colour, or the colour on white: from 1 (not at all) to 21. */
export const contrastWithWhite = (colour: string): number => contrast(read(colour), white)

/** The same as a figure for people, never rounded up to what would be enough. */
export const saidContrast = (colour: string): number => Math.floor(contrastWithWhite(colour) * 10) / 10

/** Whether an organisation may show itself in this colour. */
export const isReadable = (colour: string): boolean => contrastWithWhite(colour) >= leastContrast

/** The roles of the colour on a page, by day and by night. Links are as dark, or as light, as the ground below them needs. */
export interface AccentShades {
  act: [day: string, night: string]
  strong: [day: string, night: string]
  soft: [day: string, night: string]
  onAct: [day: string, night: string]
  link: [day: string, night: string]
}

export function accentShades(said: string): AccentShades {
  const accent = read(said)
  const night = towards(accent, white, (shade) => contrast(shade, darkPage) >= 6)
  const soft = mixed(accent, white, 0.92)
  const softNight = mixed(accent, darkPage, 0.7)
  const link = towards(accent, black, (shade) => Math.min(contrast(shade, sand), contrast(shade, soft)) >= leastContrast)
  const ink = towards(mixed(accent, black, 0.6), black, (shade) => contrast(shade, night) >= leastContrast)
  const both = (day: Colour, dark: Colour): [string, string] => [write(day), write(dark)]
  return {
    act: both(accent, night),
    strong: both(mixed(accent, black, 0.2), mixed(night, white, 0.3)),
    soft: both(soft, softNight),
    onAct: both(white, ink),
    link: both(
      link,
      towards(night, white, (shade) => contrast(shade, softNight) >= leastContrast),
    ),
  }
}

const read = (said: string): Colour => [1, 3, 5].map((at) => Number.parseInt(said.slice(at, at + 2), 16)) as unknown as Colour // three of them
const write = (colour: Colour): string => `#${colour.map((part) => part.toString(16).padStart(2, '0')).join('')}`

function luminance(colour: Colour): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as unknown as Colour // one for each part
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function contrast(one: Colour, other: Colour): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b)
  return (lighter + 0.05) / (darker + 0.05)
}

const mixed = (colour: Colour, other: Colour, share: number): Colour =>
  colour.map((part, at) => Math.round(part + ((other[at] ?? 0) - part) * share)) as unknown as Colour // as many parts as before

/** The nearest shade on the way to the other colour that is good enough; the end of the way always is. */
function towards(colour: Colour, end: Colour, isEnough: (shade: Colour) => boolean): Colour {
  for (let share = 0; share < 1; share += 0.02) {
    const shade = mixed(colour, end, share)
    if (isEnough(shade)) return shade
  }
  return end
}
