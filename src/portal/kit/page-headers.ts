const policy = (ancestors: string) =>
  [
    "default-src 'none'",
    "script-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    `frame-ancestors ${ancestors}`,
  ].join('; ')

/** Headers of every public page: no scripts at all, nothing from elsewhere, framed by nobody. */
export const pageHeaders = { 'content-security-policy': policy("'none'") }

/** The form that may stand in somebody's own site. */
export const embeddedHeaders = { 'content-security-policy': policy('*') }

/** Pages whose address is itself a secret: it leaves by no referrer, no search engine and no cache. */
export const secretHeaders = { ...pageHeaders, 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex, nofollow, noarchive' }
