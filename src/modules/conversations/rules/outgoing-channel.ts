/** How a reply leaves: printed is a letter; told is by telephone, or at the counter where the complaint came in. */
export function outgoingChannel(how: 'email' | 'printed' | 'told', camePer: string): 'email' | 'letter' | 'phone' | 'counter' {
  if (how === 'email') return 'email'
  if (how === 'printed') return 'letter'
  return camePer === 'counter' ? 'counter' : 'phone'
}
