import { readConfiguration } from '#platform/configuration.ts'
import { verifyFacts } from '#platform/facts/verify-facts.ts'
import { databaseAtHand } from './database-at-hand.ts'
import { say } from './say.ts'

/** Computes every chain of facts again, and says where one does not hold. */
export async function verify(): Promise<void> {
  const postgres = await databaseAtHand(readConfiguration(), say)
  try {
    const { facts, streams, broken } = await verifyFacts(postgres.url)
    for (const place of broken) say(`broken: ${place}`)
    say(
      broken.length > 0
        ? `${broken.length} places do not hold. Somebody changed the record outside Redress.`
        : `${facts} facts in ${streams} streams: every chain holds.`,
    )
    if (broken.length > 0) process.exitCode = 1
  } finally {
    await postgres.stop()
  }
}
