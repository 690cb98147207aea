import { createHash } from 'node:crypto'
import { crc32, deflateSync } from 'node:zlib'

type Colour = readonly [number, number, number]

const [width, height] = [480, 360]

/** A small picture for an attachment of the story: a plain scene, always the same for the same name. */
export function drawPhoto(name: string): Buffer {
  const dice = diceOf(name)
  const wall = hue(dice(), 0.22, 0.86)
  const floor = hue(dice(), 0.3, 0.6)
  const thing = hue(dice(), 0.45, 0.5)
  const [left, top, right] = [110 + dice() * 60, 60 + dice() * 60, 330 + dice() * 60]
  const [knobX, knobY, knob] = [left + (right - left) * (0.3 + dice() * 0.4), top + 60 + dice() * 60, 22 + dice() * 18]
  const slope = dice() - 0.5
  return png((x, y) => {
    const inside = x > left && x < right && y > top && y < 300
    if (inside && Math.abs(x - left - 60 - (y - top) * slope - Math.sin(y / 9) * 6) < 2) return [40, 36, 34]
    if (inside && Math.hypot(x - knobX, y - knobY) < knob) return shade(thing, 1.35)
    if (inside) return shade(thing, 1 - (x - left) / 1400)
    return y > 280 ? shade(floor, 1 - (y - 280) / 400) : shade(wall, 1 - y / 1600)
  })
}

/** A photograph of a paper: lines on a sheet that lies on a table. */
export function drawPaper(name: string): Buffer {
  const dice = diceOf(name)
  const table = hue(dice(), 0.35, 0.45)
  const lengths = Array.from({ length: 14 }, () => 90 + dice() * 130)
  const lean = (dice() - 0.5) * 0.16
  return png((x, y) => {
    const column = x + y * lean - 110
    if (column < 0 || column > 260 || y < 24 || y > 340) return shade(table, 1 - y / 1200)
    const line = Math.floor((y - 48) / 20)
    const written = line >= 0 && (y - 48) % 20 < 6 && column > 20 && column < 20 + (lengths[line] ?? 0)
    return written ? [70, 72, 84] : [246, 243, 234]
  })
}

/** A mark for the company: a kingfisher's arc over water. */
export function drawLogo(): Buffer {
  return png((x, y) => {
    const from = Math.hypot(x - 240, y - 210)
    if (y > 236 && y < 262 && Math.abs(x - 240) < 150) return [24, 92, 112]
    if (from > 100 && from < 140 && y < 220) return [226, 122, 54]
    return from < 84 && y < 220 ? [24, 92, 112] : [252, 250, 246]
  })
}

/** PNG, eight bits, three colours: signature, header, one compressed block of rows, end. */
function png(colourAt: (x: number, y: number) => Colour): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) rows.set(colourAt(x, y), y * (1 + width * 3) + 1 + x * 3)
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([signature, block('IHDR', header), block('IDAT', deflateSync(rows)), block('IEND', Buffer.alloc(0))])
}

function block(kind: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'ascii'), content])
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  length.writeUInt32BE(content.byteLength)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** Numbers between 0 and 1, one after the other, that a name decides. */
function diceOf(name: string): () => number {
  const bytes = createHash('sha256').update(name).digest()
  let at = 0
  return () => (bytes[at++ % bytes.byteLength] ?? 0) / 255
}

function hue(turn: number, colourful: number, light: number): Colour {
  const channel = (shift: number) => Math.round(255 * light * (1 - colourful * (0.5 + 0.5 * Math.cos(2 * Math.PI * (turn + shift)))))
  return [channel(0), channel(1 / 3), channel(2 / 3)]
}

const shade = ([red, green, blue]: Colour, by: number): Colour => [dim(red, by), dim(green, by), dim(blue, by)]
const dim = (channel: number, by: number): number => Math.max(0, Math.min(255, Math.round(channel * by)))
