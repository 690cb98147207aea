/** Whether the domain of the sender vouched for a mail: what was found out about it when it came, as it stands in its row. */
export function passedDmarc(authentication: unknown): boolean {
  const { dmarc } = (authentication ?? {}) as { dmarc?: unknown }
  const said = typeof dmarc === 'object' && dmarc !== null ? (dmarc as { result?: unknown }).result : dmarc
  return said === 'pass'
}
