import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import type { ImapServer } from './dovecot.ts'
import { freePort, installed, listens } from './run-server.ts'

const program = installed('/usr/sbin/postfix', '/usr/local/sbin/postfix')
const libexec = installed('/usr/lib/postfix/sbin', '/usr/libexec/postfix', '/usr/local/libexec/postfix')
/** For titles: Postfix runs its own daemons under its own user, which only root can let it do. */
export const postfixIsHere = program !== null && libexec !== null && userInfo().uid === 0

export interface MailRelay {
  port: number
  stop(): Promise<void>
}

/**
 * A private Postfix in a folder of its own, on a port of its own. Mail for the domain of `imap` lands in its inbox, whatever the name before the
 * at sign; mail for `customer.example` in the inbox of `customer`; everything else is refused.
 */
export async function startPostfix({ imap, customer }: { imap: ImapServer; customer?: ImapServer }): Promise<MailRelay> {
  if (!program || !libexec) throw new Error('Postfix is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'redress-postfix-'))
  const port = await freePort()
  await chmod(folder, 0o755)
  for (const part of ['etc', 'spool', 'data']) await mkdir(join(folder, part))
  const owner = Number(execFileSync('id', ['-u', 'postfix'], { encoding: 'utf8' }))
  await chown(join(folder, 'data'), owner, 0)
  await writeFile(join(folder, 'etc/main.cf'), mainSettings({ folder, libexec, imap, customer }))
  await writeFile(join(folder, 'etc/master.cf'), services(port))
  const homes = [`@${domainOf(imap)} ${imap.maildir}/`, ...(customer ? [`@${domainOf(customer)} ${customer.maildir}/`] : [])]
  await writeFile(join(folder, 'etc/homes'), `${homes.join('\n')}\n`)
  const postfix = (act: string) => execFileSync(program, ['-c', join(folder, 'etc'), act], { stdio: 'ignore' })
  postfix('start')
  await untilListens(port, join(folder, 'log'))
  return {
    port,
    async stop() {
      postfix('stop')
      await rm(folder, { recursive: true, force: true })
    },
  }
}

async function untilListens(port: number, log: string) {
  for (let turn = 0; turn < 100; turn += 1) {
    if (await listens(port)) return
    await pause(100)
  }
  throw new Error(`Postfix does not listen: ${await readFile(log, 'utf8').catch(() => 'it wrote no log')}`)
}

const domainOf = ({ user }: ImapServer): string => user.slice(user.indexOf('@') + 1)

function mainSettings({
  folder,
  libexec,
  imap,
  customer,
}: {
  folder: string
  libexec: string
  imap: ImapServer
  customer: ImapServer | undefined
}): string {
  const domains = [imap, ...(customer ? [customer] : [])].map(domainOf).join(', ')
  return `
compatibility_level = 3.6
queue_directory = ${folder}/spool
data_directory = ${folder}/data
daemon_directory = ${libexec}
mail_owner = postfix
setgid_group = postdrop
myhostname = mx.${domainOf(imap)}
mydestination =
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
smtpd_relay_restrictions = reject_unauth_destination
smtpd_recipient_restrictions = reject_unauth_destination
virtual_mailbox_domains = ${domains}
virtual_mailbox_base = /
virtual_mailbox_maps = texthash:${folder}/etc/homes
virtual_uid_maps = static:${imap.owner.uid}
virtual_gid_maps = static:${imap.owner.gid}
virtual_minimum_uid = 1
message_size_limit = 41943040
mailbox_size_limit = 0
virtual_mailbox_limit = 0
maillog_file = ${folder}/log
maillog_file_prefixes = ${folder}
smtputf8_enable = no
`
}

function services(port: number): string {
  return `
127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`
}
