import { resolve } from 'node:path'
import { loadEnvFile } from 'node:process'
import * as z from 'zod'
import { isPrivateHost } from './private-host.ts'

const url = (...schemes: string[]) =>
  z
    .string()
    .refine(
      (said) => URL.canParse(said) && schemes.includes(new URL(said).protocol.replace(':', '')),
      `must be an address that begins with ${schemes.map((scheme) => `${scheme}://`).join(' or ')}`,
    )
// A socket is named by a folder in `host=`, and then no host stands before the path: what pg reads, `new URL` does not.
const databaseUrl = z
  .string()
  .refine(
    (said) => /^postgres(ql)?:\/\//.test(said) && URL.canParse(said.replace('@/', '@localhost/')),
    'must be an address such as postgresql://user:password@host:5432/redress, or postgresql:///redress?host=/var/run/postgresql',
  )
const modelUrl = z.string().refine((said) => wrongModelUrl(said) === null, {
  error: ({ input }) => wrongModelUrl(String(input)) ?? '',
})
const address = z.string().regex(/^(\[[0-9a-fA-F:]+\]|[^:\s]+):\d{1,5}$/, 'must be host:port, such as 0.0.0.0:25')

const Environment = z.object({
  PORT: z.coerce
    .number('must be a number between 0 and 65535')
    .int('must be a whole number')
    .min(0, 'must be at least 0')
    .max(65535, 'must be at most 65535')
    .default(3000),
  HOST: z.string().default('localhost'),
  REDRESS_URL: url('http', 'https').optional(),
  REDRESS_DATA: z.string().default('data'),
  REDRESS_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  REDRESS_TRUST_PROXY: z.string().optional(),
  REDRESS_ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  REDRESS_ADMIN_PASSWORD: z.string().min(12, 'must have at least 12 characters').optional(),
  DATABASE_URL: databaseUrl.optional(),
  SMTP_URL: url('smtp', 'smtps').optional(),
  SMTP_LISTEN: address.optional(),
  SMTP_TLS_CERT: z.string().optional(),
  SMTP_TLS_KEY: z.string().optional(),
  DNS_SERVERS: z
    .string()
    .regex(/^[0-9a-f.:[\]]+(\s*,\s*[0-9a-f.:[\]]+)*$/i, 'must be one or more addresses like 192.0.2.53, with commas between')
    .optional(),
  PUSH_HOSTS: z
    .string()
    .regex(/^[a-z0-9.:[\]-]+(\s*,\s*[a-z0-9.:[\]-]+)*$/i, 'must be one or more hosts like push.house.example:8443, with commas between')
    .optional(),
  WEBHOOK_HOSTS: z
    .string()
    .regex(/^[a-z0-9.:[\]-]+(\s*,\s*[a-z0-9.:[\]-]+)*$/i, 'must be one or more hosts like books.house.example:8443, with commas between')
    .optional(),
  CLAMD_URL: url('tcp', 'unix').optional(),
  REDRESS_LLM_URL: modelUrl.optional(),
  REDRESS_LLM_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{1,500}$/, 'must be one word of letters, digits and signs')
    .optional(),
  REDRESS_LLM_MODEL: z.string().trim().min(1, 'must name a model').max(200, 'must have at most 200 characters').optional(),
  LOG_LEVEL: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent'], 'must be one of fatal, error, warn, info, debug, silent')
    .default('info'),
})
export type Environment = z.output<typeof Environment>

export interface Configuration extends Environment {
  /** Where customers and colleagues reach the desk; no slash at the end. */
  origin: string
  dataFolder: string
}

/** What the operator may say wrong. Its message is the sentence that they read. */
export class WrongConfiguration extends Error {}

/** Reads the environment, and `.env` where there is one; what the environment says goes before. */
export function readConfiguration(environment: NodeJS.ProcessEnv = process.env, file = '.env'): Configuration {
  if (environment === process.env) loadFile(file)
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const read = Environment.safeParse(said)
  if (!read.success) throw new WrongConfiguration(sentenceOf(read.error.issues[0]))
  const { SMTP_TLS_CERT: cert, SMTP_TLS_KEY: key, REDRESS_ADMIN_EMAIL: email, REDRESS_ADMIN_PASSWORD: password } = read.data
  if (Boolean(cert) !== Boolean(key)) throw new WrongConfiguration('SMTP_TLS_CERT and SMTP_TLS_KEY go together: give both, or neither.')
  if (Boolean(email) !== Boolean(password))
    throw new WrongConfiguration('REDRESS_ADMIN_EMAIL and REDRESS_ADMIN_PASSWORD go together: give both, or neither.')
  refuseHalfModel(read.data)
  const host = ['0.0.0.0', '::'].includes(read.data.HOST) ? 'localhost' : read.data.HOST
  const origin = (read.data.REDRESS_URL ?? `http://${host}:${read.data.PORT}`).replace(/\/+$/, '')
  return { ...read.data, origin, dataFolder: resolve(read.data.REDRESS_DATA) }
}

function refuseHalfModel({ REDRESS_LLM_URL: at, REDRESS_LLM_KEY: key, REDRESS_LLM_MODEL: model }: Environment) {
  if (at || !(key || model)) return
  throw new WrongConfiguration('REDRESS_LLM_KEY and REDRESS_LLM_MODEL say nothing without REDRESS_LLM_URL: give it too, or none of them.')
}

function wrongModelUrl(said: string): string | null {
  const url = URL.parse(said)
  if (!url || !['http:', 'https:'].includes(url.protocol)) return 'must be an address that begins with http:// or https://'
  if (url.protocol === 'http:' && !isPrivateHost(url.hostname))
    return 'must begin with https://, unless the server is on this machine or in the private network'
  const { username, password, search, hash } = url
  return username + password + search + hash === ''
    ? null
    : 'must be an address such as http://localhost:11434/v1, without a name, a question mark or a #; the key is REDRESS_LLM_KEY'
}

function loadFile(file: string) {
  try {
    loadEnvFile(file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      throw new WrongConfiguration(`${file} cannot be read: ${(error as Error).message}`)
  }
}

function sentenceOf(issue: z.core.$ZodIssue | undefined): string {
  return `${issue?.path.join('.')} ${issue?.message.replace(/\.$/, '')}. docs/operating.md lists every setting.`
}
