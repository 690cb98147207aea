import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { canEnter, type ServerUser } from './server-user.ts'

const ELSEWHERE = '/var/lib/redress'

interface Asked {
  folder: string
  user: ServerUser | null
  say: (sentence: string) => void
}

/**
 * The folder in which the database really lies: the asked one, or, when root asks for one that the server's user cannot enter
 * (a checkout in /root), a place under /var/lib that the asked folder's file `lies-in` names.
 */
export function findHome({ folder, user, say }: Asked): string {
  const asked = realpathSync(folder)
  const named = placeNamedIn(asked)
  if (named) return ofThisFolder(named, asked)
  if (!user) return refuseOthers(closeToOthers(asked))
  chmodSync(asked, statSync(asked).mode | 0o111)
  return canEnter(user, asked) ? asked : makePlace(asked, user, say)
}

function placeNamedIn(asked: string): string | undefined {
  const pointer = join(asked, 'lies-in')
  return existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : undefined
}

function ofThisFolder(place: string, asked: string): string {
  const claim = join(place, 'belongs-to')
  if (!existsSync(claim)) {
    throw new Error(
      `The database of ${asked} lay in ${place} and is not there any more. Put it back, or delete ${asked}/lies-in to begin with an empty one.`,
    )
  }
  const claimed = readFileSync(claim, 'utf8').trim()
  if (claimed === asked) return place
  // Moved: nobody else names this place. Copied: two of them would share one database.
  if (placeNamedIn(claimed) === place) {
    throw new Error(
      `${asked} is a copy of ${claimed}, but the database itself lies in ${place} and was not copied. ` +
        `Delete ${asked}/lies-in to begin with an empty database, and restore a backup into it.`,
    )
  }
  writeFileSync(claim, `${asked}\n`)
  return place
}

function makePlace(asked: string, user: ServerUser, say: Asked['say']): string {
  const place = join(ELSEWHERE, `${basename(dirname(asked))}-${basename(asked)}-${randomBytes(4).toString('hex')}`)
  mkdirSync(place, { recursive: true, mode: 0o711 })
  chmodSync(ELSEWHERE, 0o711)
  chmodSync(place, 0o711)
  if (!canEnter(user, place)) throw new Error(unreachable(asked, user))
  tellOfOrphans(asked, say)
  writeFileSync(join(place, 'belongs-to'), `${asked}\n`)
  writeFileSync(join(asked, 'lies-in'), `${place}\n`)
  say(`PostgreSQL runs as ${user.name}, who cannot enter ${asked}. The database lies in ${place}.`)
  return place
}

function unreachable(asked: string, user: ServerUser): string {
  return `PostgreSQL runs as ${user.name}, who can enter neither ${asked} nor ${ELSEWHERE}. Move Redress to a folder such as /opt/redress, or start it as an ordinary user.`
}

/** Who deletes the asked folder to begin afresh has not deleted the database. */
function tellOfOrphans(asked: string, say: Asked['say']): void {
  for (const name of readdirSync(ELSEWHERE)) {
    const claim = join(ELSEWHERE, name, 'belongs-to')
    if (!existsSync(claim) || readFileSync(claim, 'utf8').trim() !== asked) continue
    say(`An earlier database of ${asked} is still in ${join(ELSEWHERE, name)}. Delete it when you do not need it.`)
  }
}

function closeToOthers(asked: string): string {
  if (statSync(asked).uid === process.getuid?.()) chmodSync(asked, 0o700)
  return asked
}

function refuseOthers(asked: string): string {
  const owner = statSync(join(asked, 'cluster'), { throwIfNoEntry: false })?.uid
  if (owner === undefined || owner === process.getuid?.()) return asked
  throw new Error(
    `The database in ${asked} belongs to another user (number ${owner}), probably because Redress was started as root before. ` +
      `Start it as root again, or, while it is stopped, give yourself the folder: sudo chown -R "$(id -u)" ${asked}`,
  )
}
