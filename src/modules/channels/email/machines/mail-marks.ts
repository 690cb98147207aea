/** By this header we know our own mail again when it comes back. */
export const loopHeader = 'X-Redress-Loop'
