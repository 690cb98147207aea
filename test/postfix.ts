import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { freePort, installed, listens } from './run-server.ts'

const program = installed('/usr/sbin/postfix', '/usr/local/sbin/postfix')
/** For titles: whether the real one is driven here. It starts for root alone. */
export const postfixIsHere = program !== null && userInfo().uid === 0

export interface Inbox {
  address: string
  maildir: string
  owner: { uid: number; gid: number }
}

export interface DeliveryServer {
  port: number
  stop(): Promise<void>
}

/** A private Postfix in a folder of its own, on a port of its own, that delivers into these inboxes and lets nothing leave the machine. */
export async function startPostfix(inboxes: Inbox[]): Promise<DeliveryServer> {
  if (!program) throw new Error('Postfix is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'redress-postfix-'))
  await chmod(folder, 0o755)
  const [settings, queue, data] = [join(folder, 'settings'), join(folder, 'queue'), join(folder, 'data')]
  for (const part of [settings, queue, data]) await mkdir(part)
  const postfix = await userOf('postfix')
  await chown(data, postfix.uid, postfix.gid)
  const port = await freePort()
  await writeFile(join(settings, 'main.cf'), mainSettings({ folder, queue, data, inboxes }))
  await writeFile(join(settings, 'master.cf'), services(port))
  await run(program, ['-c', settings, 'start'])
  const stop = async () => {
    await run(program, ['-c', settings, 'stop']).catch(() => undefined)
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  for (let turn = 0; turn < 100; turn += 1) {
    if (await listens(port)) return { port, stop }
    await pause(100)
  }
  const said = await readFile(join(folder, 'log'), 'utf8').catch(() => 'nothing')
  await stop()
  throw new Error(`Postfix does not listen. It said: ${said}`)
}

const run = promisify(execFile)

async function userOf(name: string): Promise<{ uid: number; gid: number }> {
  const { stdout } = await run('getent', ['passwd', name])
  const [, , uid, gid] = stdout.split(':')
  return { uid: Number(uid), gid: Number(gid) }
}

interface Places {
  folder: string
  queue: string
  data: string
  inboxes: Inbox[]
}

function mainSettings({ folder, queue, data, inboxes }: Places): string {
  const map = (valueOf: (inbox: Inbox) => string | number) => `inline:{${inboxes.map((inbox) => `{${inbox.address}=${valueOf(inbox)}}`).join(',')}}`
  const domains = new Set(inboxes.map(({ address }) => address.slice(address.indexOf('@') + 1)))
  return `compatibility_level = 3.6
queue_directory = ${queue}
data_directory = ${data}
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
myhostname = mail.example
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_peername_lookup = no
smtpd_relay_restrictions = permit_mynetworks, reject
message_size_limit = 52428800
virtual_mailbox_domains = ${[...domains].join(', ')}
virtual_mailbox_base = /
virtual_mailbox_maps = ${map(({ maildir }) => `${maildir}/`)}
virtual_uid_maps = ${map(({ owner }) => owner.uid)}
virtual_gid_maps = ${map(({ owner }) => owner.gid)}
virtual_minimum_uid = 1
default_transport = error:no mail leaves this machine
`
}

/** Only what a mail needs on its way in. Nothing in a cage: that would need copies of the system's files. */
const services = (port: number): string => `127.0.0.1:${port} inet n - n - - smtpd
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
proxymap unix - - n - - proxymap
error unix - - n - - error
retry unix - - n - - error
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
postlog unix-dgram n - n - 1 postlogd
`
