/** What a mailbox says about the provider that gives consent. */
export interface ConsentSettings {
  provider: 'google' | 'microsoft' | 'custom'
  tenant?: string | undefined
  client_id: string
  authorise_url?: string | undefined
  token_url?: string | undefined
  scopes?: string | undefined
}

/** Where consent is asked for, where codes become tokens, and what is asked. */
export interface ConsentProvider {
  authorise_url: string
  token_url: string
  scopes: string
  /** What this provider wants besides, so that the consent lasts. */
  also: Record<string, string>
}

/** The customary servers of a provider, to begin with. */
export const customaryServers = {
  google: {
    imap: { host: 'imap.gmail.com', port: 993, security: 'tls' },
    smtp: { host: 'smtp.gmail.com', port: 465, security: 'tls' },
  },
  microsoft: {
    imap: { host: 'outlook.office365.com', port: 993, security: 'tls' },
    smtp: { host: 'smtp.office365.com', port: 587, security: 'starttls' },
  },
} as const

const tenantOf = ({ tenant }: ConsentSettings) => encodeURIComponent(tenant?.trim() || 'organizations')

/** The provider that these settings name; null when one of our own making is not whole, or would be spoken to in clear. */
export function providerOf(settings: ConsentSettings): ConsentProvider | null {
  if (settings.provider === 'google')
    return {
      authorise_url: 'https://accounts.google.com/o/oauth2/v2/auth',
      token_url: 'https://oauth2.googleapis.com/token',
      scopes: 'openid email https://mail.google.com/',
      // Without both, Google gives no refresh token the second time.
      also: { access_type: 'offline', prompt: 'consent' },
    }
  if (settings.provider === 'microsoft') {
    const place = `https://login.microsoftonline.com/${tenantOf(settings)}/oauth2/v2.0`
    return {
      authorise_url: `${place}/authorize`,
      token_url: `${place}/token`,
      scopes: 'openid email offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send',
      // Who may use a shared mailbox signs in with the own account, which the browser may not have at hand.
      also: { prompt: 'select_account' },
    }
  }
  const { authorise_url, token_url, scopes } = settings
  if (!authorise_url || !token_url || !isSafe(authorise_url) || !isSafe(token_url)) return null
  return { authorise_url, token_url, scopes: scopes ?? '', also: {} }
}

const loopback = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Secrets travel to these addresses: encrypted, or not out of this machine. */
function isSafe(address: string): boolean {
  if (!URL.canParse(address)) return false
  const { protocol, hostname, username, hash } = new URL(address)
  return (protocol === 'https:' || (protocol === 'http:' && loopback.has(hostname))) && username === '' && hash === ''
}

/** What a provider’s no means for us: a person must consent anew, the application is wrong, or it is only away. */
export function troubleOf(error: string): 'lapsed' | 'client' | 'away' {
  if (lapsed.has(error)) return 'lapsed'
  return refused.has(error) ? 'client' : 'away'
}

const lapsed = new Set([
  'invalid_grant',
  'interaction_required',
  'consent_required',
  'login_required',
  'account_selection_required',
  'access_denied',
])
const refused = new Set([
  'invalid_client',
  'unauthorized_client',
  'invalid_scope',
  'unsupported_grant_type',
  'invalid_request',
  'invalid_resource',
])
