import { BlockList, isIP } from 'node:net'

// This machine, private networks, carriers' own, links (where clouds keep a machine's secrets), nets for trials, and what is for many.
const netsV4 =
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.168.0.0/16 198.18.0.0/15 224.0.0.0/3'
const netsV6 = '::/127 64:ff9b::/96 fc00::/7 fe80::/10 ff00::/8'

const inside = new BlockList()
const add = (nets: string, kind: 'ipv4' | 'ipv6') => {
  for (const net of nets.split(' ')) inside.addSubnet(net.split('/')[0] ?? '', Number(net.split('/')[1]), kind)
}
add(netsV4, 'ipv4')
add(netsV6, 'ipv6')

// What no name server of the world answers: this machine, the network of the house, the other containers beside this one.
const insideNames = /^(localhost|[^.]+|.+\.(localhost|local|lan|internal|home\.arpa))$/i

/** Whether a host of a URL is this machine or one of no public network, by its address or by a name that only stands there. */
export function isPrivateHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '')
  const kind = isIP(host)
  if (kind === 0) return insideNames.test(host)
  // An IPv4 address in the clothes of IPv6 hides what it is.
  return /^::ffff:/i.test(host) || inside.check(host, kind === 4 ? 'ipv4' : 'ipv6')
}
