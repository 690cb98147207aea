/** The header in which the caller's address, as our own server knows it, is told to better-auth. Whatever a client sends in it is overwritten. */
export const addressHeader = 'x-redress-address'
export const passwordLengths = { shortest: 12, longest: 128 }
