/** So many complaints a followed view may hold: of more, one that comes in is no news. */
export const mostInside = 1_000
