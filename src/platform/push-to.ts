import webPush from 'web-push'
import { postOutside } from './post-outside.ts'

/** A browser as its push service knows it, and the keys by which that service knows us. */
export interface PushTarget {
  endpoint: string
  keys: { p256dh: string; auth: string }
  from: { subject: string; publicKey: string; privateKey: string }
}

export interface Pushing {
  /** Push services of the house's own network, as `host` or `host:port`, with commas between. */
  own: string | undefined
}

export const newPushKeys = (): { publicKey: string; privateKey: string } => webPush.generateVAPIDKeys()

/** So long, in seconds, the service keeps it for a browser that is off. */
const keptFor = 12 * 3600

/** Hands words, sealed for that browser alone, to its push service. `gone`: it wants no more of them. Throws when it has to be tried again. */
export async function pushTo({ endpoint, keys, from }: PushTarget, words: string, { own }: Pushing): Promise<'sent' | 'gone'> {
  const { headers, body } = webPush.generateRequestDetails({ endpoint, keys }, words, { vapidDetails: from, TTL: keptFor })
  // web-push types its headers as anything; they are texts and numbers.
  const { status, trouble } = await postOutside(endpoint, { headers: headers as Record<string, string>, body, own })
  if (trouble === 'private' || status === 404 || status === 410) return 'gone'
  if (trouble === null) return 'sent'
  throw new Error(`The push service: ${trouble}${status === null ? '' : `, ${status}`}`)
}
