import { execFileSync } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { freePort, installed, runServer } from './run-server.ts'

const program = installed('/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/opt/homebrew/sbin/dovecot')
/** For titles: whether the real one is driven here. */
export const dovecotIsHere = program !== null

export interface ImapServer {
  port: number
  user: string
  password: string
  /** Puts a mail into the inbox, as a delivery agent does. */
  put(raw: Uint8Array): Promise<void>
  /** The flags and contents of what is in the inbox. */
  inbox(): Promise<{ name: string; raw: Buffer }[]>
  /** Where a delivery agent puts mail; its owner. */
  maildir: string
  owner: { uid: number; gid: number }
  /** All UIDs change, as after a restored backup. */
  forgetUids(): Promise<void>
  stop(): Promise<void>
}

/** A private Dovecot in a folder of its own, on a port of its own, for one user. */
export async function startDovecot(user = 'complaints@desk.example'): Promise<ImapServer> {
  if (!program) throw new Error('Dovecot is not installed')
  const folder = await mkdtemp(join(tmpdir(), 'redress-dovecot-'))
  const maildir = join(folder, 'mail')
  const port = await freePort()
  const owner = await ownerOfMail()
  const password = 'a long enough password'
  for (const part of ['', 'cur', 'new', 'tmp']) await mkdir(join(maildir, part), { recursive: true })
  await writeFile(join(folder, 'users'), `${user}:{PLAIN}${password}:${owner.uid}:${owner.gid}::${folder}::\n`)
  await writeFile(join(folder, 'dovecot.conf'), settings({ folder, port, owner }))
  await giveTo(owner, folder, maildir)
  const running = await runServer(program, ['-F', '-c', join(folder, 'dovecot.conf')], { port })
  let put = 0
  return {
    port,
    user,
    password,
    maildir,
    owner,
    async put(raw) {
      const name = `${process.pid}.${(put += 1)}.${crypto.randomUUID()}`
      const path = join(maildir, 'tmp', name)
      await writeFile(path, raw)
      if (isRoot()) await chown(path, owner.uid, owner.gid)
      await rename(path, join(maildir, 'new', name))
    },
    async inbox() {
      const files = (
        await Promise.all(['new', 'cur'].map(async (part) => (await readdir(join(maildir, part))).map((name) => join(part, name))))
      ).flat()
      return Promise.all(files.map(async (name) => ({ name, raw: await readFile(join(maildir, name)) })))
    },
    async forgetUids() {
      for (const name of await readdir(maildir))
        if (name.startsWith('dovecot')) await rm(join(maildir, name), { force: true, recursive: true })
    },
    async stop() {
      await running.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

const isRoot = () => userInfo().uid === 0

/** Dovecot serves no mail of root. */
async function ownerOfMail(): Promise<{ uid: number; gid: number }> {
  if (!isRoot()) return { uid: userInfo().uid, gid: userInfo().gid }
  const id = (flag: string) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function giveTo({ uid, gid }: { uid: number; gid: number }, folder: string, maildir: string) {
  await chmod(folder, 0o755)
  if (!isRoot()) return
  for (const part of [folder, maildir, ...['cur', 'new', 'tmp'].map((name) => join(maildir, name))]) await chown(part, uid, gid)
}

function settings({ folder, port, owner }: { folder: string; port: number; owner: { uid: number; gid: number } }): string {
  const name = userInfo().username
  const unprivileged = isRoot()
    ? ''
    : `default_internal_user = ${name}\ndefault_internal_group = ${execFileSync('id', ['-gn'], { encoding: 'utf8' }).trim()}\ndefault_login_user = ${name}\n`
  return `
base_dir = ${folder}/run
state_dir = ${folder}/state
log_path = /dev/stderr
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
auth_mechanisms = plain login
first_valid_uid = 1
last_valid_uid = 0
mail_location = maildir:${folder}/mail
mail_uid = ${owner.uid}
mail_gid = ${owner.gid}
${unprivileged}
passdb {
  driver = passwd-file
  args = ${folder}/users
}
userdb {
  driver = passwd-file
  args = ${folder}/users
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${port}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
namespace inbox {
  inbox = yes
}
`
}
