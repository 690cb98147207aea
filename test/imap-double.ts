import { once } from 'node:events'
import { type AddressInfo, createServer, type Socket } from 'node:net'

export interface ImapDouble {
  port: number
  user: string
  password: string
  /** Puts a mail into the inbox; whoever idles hears of it. */
  put(raw: Uint8Array): Promise<void>
  stop(): Promise<void>
}

interface Inbox {
  user: string
  password: string
  mails: Buffer[]
  idling: Set<Socket>
}

/** A small IMAP server for one inbox, where Dovecot is not installed: signing in, searching, fetching whole mails, IDLE. */
export async function startImapDouble(user: string): Promise<ImapDouble> {
  const inbox: Inbox = { user, password: 'a long enough password', mails: [], idling: new Set() }
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      inbox.idling.delete(socket)
    })
    serve(inbox, socket)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port, not on a socket file
    user,
    password: inbox.password,
    async put(raw) {
      inbox.mails.push(Buffer.from(raw))
      for (const socket of inbox.idling) socket.write(`* ${inbox.mails.length} EXISTS\r\n`)
    },
    async stop() {
      for (const socket of sockets) socket.destroy()
      await new Promise((closed) => server.close(closed))
    },
  }
}

const capabilities = '* CAPABILITY IMAP4rev1 IDLE\r\n'

function serve(inbox: Inbox, socket: Socket) {
  let waiting = ''
  let idle = ''
  socket.write('* OK ready\r\n')
  socket.setEncoding('utf8').on('data', (words: string) => {
    waiting += words
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      const line = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      const [, tag = '*', command = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/.exec(line) ?? []
      if (line.toUpperCase() === 'DONE') {
        inbox.idling.delete(socket)
        socket.write(`${idle} OK done\r\n`)
      } else if (command.toUpperCase() === 'IDLE') {
        idle = tag
        socket.write('+ idling\r\n')
        inbox.idling.add(socket)
      } else answer(inbox, socket, { tag, command: command.toUpperCase(), rest })
    }
  })
}

interface Asked {
  tag: string
  command: string
  rest: string
}

function answer(inbox: Inbox, socket: Socket, { tag, command, rest }: Asked) {
  const say = (...words: (string | Buffer)[]) => words.forEach((one) => socket.write(one))
  const count = () => `* ${inbox.mails.length} EXISTS\r\n`
  const known: Record<string, () => void> = {
    CAPABILITY: () => say(capabilities, `${tag} OK done\r\n`),
    LOGIN: () =>
      say(
        rest === `"${inbox.user}" "${inbox.password}"`
          ? `${tag} OK welcome\r\n`
          : `${tag} NO [AUTHENTICATIONFAILED] Wrong user or password\r\n`,
      ),
    LIST: () => say('* LIST (\\HasNoChildren) "/" INBOX\r\n', `${tag} OK done\r\n`),
    LSUB: () => say('* LSUB () "/" INBOX\r\n', `${tag} OK done\r\n`),
    SELECT: () => say(...opened(inbox), `${tag} OK [READ-WRITE] done\r\n`),
    EXAMINE: () => say(...opened(inbox), `${tag} OK [READ-ONLY] done\r\n`),
    NOOP: () => say(count(), `${tag} OK done\r\n`),
    'UID SEARCH': () => say(`* SEARCH ${found(inbox, rest).join(' ')}`.trimEnd(), '\r\n', `${tag} OK done\r\n`),
    'UID FETCH': () => say(...fetched(inbox, rest), `${tag} OK done\r\n`),
    CLOSE: () => say(`${tag} OK done\r\n`),
    LOGOUT: () => {
      say('* BYE\r\n', `${tag} OK done\r\n`)
      socket.end()
    },
  }
  const act = known[command]
  if (act) act()
  else say(`${tag} BAD not known here\r\n`)
}

const opened = ({ mails }: Inbox) => [
  '* FLAGS (\\Seen)\r\n',
  `* ${mails.length} EXISTS\r\n`,
  '* OK [UIDVALIDITY 1] valid\r\n',
  `* OK [UIDNEXT ${mails.length + 1}] next\r\n`,
]

/** `ALL`, `UID 3:*`; the UID of a mail is its place. */
function found({ mails }: Inbox, rest: string): number[] {
  const from = Number(/UID (\d+):/.exec(rest)?.[1] ?? 1)
  const all = mails.map((_, at) => at + 1)
  const newer = all.filter((uid) => uid >= from)
  return newer.length > 0 ? newer : all.slice(-1)
}

function fetched({ mails }: Inbox, rest: string): (string | Buffer)[] {
  const uid = Number(/^(\d+)/.exec(rest)?.[1])
  const whole = mails[uid - 1]
  if (!whole) return []
  const asked = /BODY\.PEEK\[\](?:<0\.(\d+)>)?/.exec(rest)
  const about = `UID ${uid} RFC822.SIZE ${whole.length} INTERNALDATE "21-Nov-2026 09:00:00 +0000"`
  if (!asked) return [`* ${uid} FETCH (${about})\r\n`]
  const body = asked[1] ? whole.subarray(0, Number(asked[1])) : whole
  return [`* ${uid} FETCH (${about} BODY[]${asked[1] ? '<0>' : ''} {${body.length}}\r\n`, body, ')\r\n']
}
