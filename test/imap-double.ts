import { once } from 'node:events'
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net'
import { createSecureContext, createServer as createTlsServer, TLSSocket } from 'node:tls'

/** How it behaves; may be changed while it runs. */
export interface ImapManners {
  /** It says by itself that mail came. */
  idles: boolean
  /** It shows this certificate: from the first byte, or after STARTTLS. */
  tls?: { cert: string; key: string; when: 'first' | 'starttls' }
  /** Whose token is good; without it only the password is. */
  token?: (user: string, access: string) => boolean
  /** The line breaks when so many mails were handed over, each time anew; 0 is never. */
  breaksAfter: number
  /** The mail with this UID is never handed over: a no, or the line breaks at it. */
  withholds: { uid: number; how: 'no' | 'breaks' } | null
  /** The folder is not there. */
  vanished: boolean
}

export interface ImapDouble {
  port: number
  user: string
  password: string
  manners: ImapManners
  /** What was asked of it, command by command. */
  asked: string[]
  /** Puts a mail into the inbox; whoever idles hears of it. */
  put(raw: Uint8Array, at?: Temporal.Instant): Promise<void>
  /** All UIDs change, as after a restored backup. */
  forgetUids(): Promise<void>
  /** Every line breaks now. */
  hangUp(): void
  stop(): Promise<void>
}

interface Inbox {
  user: string
  password: string
  manners: ImapManners
  mails: { raw: Buffer; at: Temporal.Instant }[]
  validity: number
  idling: Set<Socket>
  asked: string[]
}

const unlessSaid: ImapManners = { idles: true, breaksAfter: 0, withholds: null, vanished: false }

/** A small IMAP server for one inbox: signing in by password or token, TLS, searching, fetching, IDLE, and the bad manners that servers have. */
export async function startImapDouble(user: string, manners: Partial<ImapManners> = {}): Promise<ImapDouble> {
  const inbox: Inbox = {
    user,
    password: 'a long enough password',
    manners: { ...unlessSaid, ...manners },
    mails: [],
    validity: 1,
    idling: new Set(),
    asked: [],
  }
  const sockets = new Set<Socket>()
  const welcome = (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined)
    socket.on('close', () => {
      sockets.delete(socket)
      inbox.idling.delete(socket)
    })
    serve(inbox, socket)
  }
  const { tls } = inbox.manners
  const server: Server = tls?.when === 'first' ? createTlsServer(tls, welcome) : createServer(welcome)
  server.on('tlsClientError', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const hangUp = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port, not on a socket file
    user,
    password: inbox.password,
    manners: inbox.manners,
    asked: inbox.asked,
    async put(raw, at = Temporal.Now.instant()) {
      inbox.mails.push({ raw: Buffer.from(raw), at })
      for (const socket of inbox.idling) socket.write(`* ${inbox.mails.length} EXISTS\r\n`)
    },
    async forgetUids() {
      inbox.validity += 1
      hangUp()
    },
    hangUp,
    async stop() {
      hangUp()
      await new Promise((closed) => server.close(closed))
    },
  }
}

interface Line {
  socket: Socket
  signedIn: boolean
  idle: string
  /** It waits for words that belong to the command before. */
  expects: ((words: string) => void) | null
  handedOver: number
}

function serve(inbox: Inbox, socket: Socket) {
  const line: Line = { socket, signedIn: false, idle: '', expects: null, handedOver: 0 }
  socket.write('* OK ready\r\n')
  listen(inbox, line)
}

function listen(inbox: Inbox, line: Line) {
  let waiting = ''
  const { socket } = line
  socket.setEncoding('utf8').on('data', (words: string) => {
    waiting += words
    for (let end = waiting.indexOf('\r\n'); end >= 0; end = waiting.indexOf('\r\n')) {
      const said = waiting.slice(0, end)
      waiting = waiting.slice(end + 2)
      hear(inbox, line, said)
    }
  })
}

function hear(inbox: Inbox, line: Line, said: string) {
  const { socket, expects } = line
  if (expects) {
    line.expects = null
    return expects(said)
  }
  const [, tag = '*', command = '', rest = ''] = /^(\S+) (UID \S+|\S+) ?(.*)$/.exec(said) ?? []
  if (said.toUpperCase() === 'DONE') {
    inbox.idling.delete(socket)
    return void socket.write(`${line.idle} OK done\r\n`)
  }
  inbox.asked.push(`${command.toUpperCase()} ${rest}`.trim())
  if (command.toUpperCase() === 'IDLE' && inbox.manners.idles) {
    line.idle = tag
    socket.write('+ idling\r\n')
    return void inbox.idling.add(socket)
  }
  answer(inbox, line, { tag, command: command.toUpperCase(), rest })
}

interface Asked {
  tag: string
  command: string
  rest: string
}

function capabilities({ manners: { idles, tls, token } }: Inbox, { socket }: Line): string {
  const offersTls = tls?.when === 'starttls' && !(socket instanceof TLSSocket)
  return ['* CAPABILITY IMAP4rev1', idles && 'IDLE', offersTls && 'STARTTLS', token && 'SASL-IR AUTH=XOAUTH2'].filter(Boolean).join(' ')
}

function answer(inbox: Inbox, line: Line, { tag, command, rest }: Asked) {
  const { socket } = line
  const say = (...words: (string | Buffer)[]) => words.forEach((one) => socket.write(one))
  const known: Record<string, () => void> = {
    CAPABILITY: () => say(`${capabilities(inbox, line)}\r\n`, `${tag} OK done\r\n`),
    STARTTLS: () => encrypt(inbox, line, tag),
    AUTHENTICATE: () => authenticate(inbox, line, { tag, rest }),
    LOGIN: () =>
      say(
        rest === `"${inbox.user}" "${inbox.password}"`
          ? `${tag} OK welcome\r\n`
          : `${tag} NO [AUTHENTICATIONFAILED] Wrong user or password\r\n`,
      ),
    LIST: () => say('* LIST (\\HasNoChildren) "/" INBOX\r\n', `${tag} OK done\r\n`),
    LSUB: () => say('* LSUB () "/" INBOX\r\n', `${tag} OK done\r\n`),
    SELECT: () => say(...opened(inbox, tag, 'READ-WRITE')),
    EXAMINE: () => say(...opened(inbox, tag, 'READ-ONLY')),
    NOOP: () => say(`* ${inbox.mails.length} EXISTS\r\n`, `${tag} OK done\r\n`),
    'UID SEARCH': () => say(`* SEARCH ${found(inbox, rest).join(' ')}`.trimEnd(), '\r\n', `${tag} OK done\r\n`),
    'UID FETCH': () => fetched(inbox, line, { tag, rest }),
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

function encrypt(inbox: Inbox, line: Line, tag: string) {
  const { tls } = inbox.manners
  if (!tls) return void line.socket.write(`${tag} BAD not known here\r\n`)
  line.socket.write(`${tag} OK begin\r\n`)
  line.socket.removeAllListeners('data')
  const secure = new TLSSocket(line.socket, { isServer: true, secureContext: createSecureContext(tls) })
  secure.on('error', () => undefined)
  line.socket = secure
  listen(inbox, line)
}

/** XOAUTH2, with its answer to a token that is no good: a word of why, an empty line, then the no. */
function authenticate({ user, manners }: Inbox, line: Line, { tag, rest }: { tag: string; rest: string }) {
  const [method, initial = ''] = rest.split(' ')
  const [, said = '', access = ''] = /^user=(.*?)\x01auth=Bearer (.*?)\x01\x01$/.exec(Buffer.from(initial, 'base64').toString()) ?? []
  if (method === 'XOAUTH2' && said === user && manners.token?.(said, access)) return void line.socket.write(`${tag} OK welcome\r\n`)
  line.expects = () => void line.socket.write(`${tag} NO [AUTHENTICATIONFAILED] Invalid token\r\n`)
  line.socket.write(`+ ${Buffer.from('{"status":"400","scope":"mail"}').toString('base64')}\r\n`)
}

function opened({ mails, validity, manners }: Inbox, tag: string, how: string): string[] {
  if (manners.vanished) return [`${tag} NO [NONEXISTENT] There is no such folder\r\n`]
  return [
    '* FLAGS (\\Seen)\r\n',
    `* ${mails.length} EXISTS\r\n`,
    `* OK [UIDVALIDITY ${validity}] valid\r\n`,
    `* OK [UIDNEXT ${mails.length + 1}] next\r\n`,
    `${tag} OK [${how}] done\r\n`,
  ]
}

/** `ALL`, `UID 3:*`, `SINCE 20-Nov-2026`; the UID of a mail is its place. */
function found({ mails }: Inbox, rest: string): number[] {
  const since = /SINCE (\S+)/.exec(rest)?.[1]
  const from = Number(/UID (\d+):/.exec(rest)?.[1] ?? 1)
  const all = mails
    .map((_, at) => at + 1)
    .filter((uid) => !since || (mails[uid - 1]?.at.epochMilliseconds ?? 0) >= Date.parse(`${since} UTC`))
  const newer = all.filter((uid) => uid >= from)
  return newer.length > 0 || since ? newer : all.slice(-1)
}

/** `3`, `1:4,9`. */
function uidsOf(said: string, last: number): number[] {
  const spans = said.split(',').map((span) => span.split(':').map((end) => (end === '*' ? last : Number(end))))
  const uids = spans.flatMap(([from = 0, to = from]) => Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at))
  return uids.filter((uid) => uid >= 1 && uid <= last)
}

interface Fetching {
  body: boolean
  head: boolean
  /** Only so many bytes of it. */
  most: number | null
}

function fetched(inbox: Inbox, line: Line, { tag, rest }: { tag: string; rest: string }) {
  const asked = /BODY\.PEEK\[\](?:<0\.(\d+)>)?/.exec(rest)
  const fetching = { body: asked !== null, head: rest.includes('BODY.PEEK[HEADER]'), most: asked?.[1] ? Number(asked[1]) : null }
  for (const uid of uidsOf(rest.split(' ')[0] ?? '', inbox.mails.length)) {
    const bad = fetching.body && manner(inbox, line, uid)
    if (bad === 'breaks') return void line.socket.destroy()
    if (bad === 'no') return void line.socket.write(`${tag} NO [SERVERBUG] Internal error occurred\r\n`)
    hand(inbox, line, { uid, ...fetching })
  }
  line.socket.write(`${tag} OK done\r\n`)
}

function manner({ manners: { withholds, breaksAfter } }: Inbox, line: Line, uid: number): 'no' | 'breaks' | null {
  if (withholds?.uid === uid) return withholds.how
  if (breaksAfter > 0 && line.handedOver >= breaksAfter) return 'breaks'
  line.handedOver += 1
  return null
}

function hand({ mails }: Inbox, { socket }: Line, { uid, body, head, most }: Fetching & { uid: number }) {
  const mail = mails[uid - 1]
  if (!mail) return
  const about = `UID ${uid} RFC822.SIZE ${mail.raw.length} INTERNALDATE "${internalDate(mail.at)}"`
  if (!body && !head) return void socket.write(`* ${uid} FETCH (${about})\r\n`)
  const bytes = head ? mail.raw.subarray(0, mail.raw.indexOf('\r\n\r\n') + 4) : mail.raw.subarray(0, most ?? mail.raw.length)
  socket.write(`* ${uid} FETCH (${about} BODY[${head ? 'HEADER' : ''}]${most === null ? '' : '<0>'} {${bytes.length}}\r\n`)
  socket.write(bytes)
  socket.write(')\r\n')
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
function internalDate(at: Temporal.Instant): string {
  const { day, month, year, hour, minute, second } = at.toZonedDateTimeISO('UTC')
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(day)}-${months[month - 1]}-${year} ${two(hour)}:${two(minute)}:${two(second)} +0000`
}
