import { newId } from '#platform/id.ts'
import { toolsOf } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'

/** What a form carries from the moment it was shown: when that was, and a name of its own, so that sending it twice is once. */
export interface FormStamp {
  at: string
  key: string
}

/** Seals a stamp with the desk's key (authenticated encryption): nobody else can make or change one. */
export function stampForm(work: Work, earlier: FormStamp | null = null): string {
  const stamp: FormStamp = earlier ?? { at: work.now.toString(), key: newId() }
  return toolsOf(work)
    .secrets.encrypt(Buffer.from(JSON.stringify(stamp)))
    .toString('base64url')
}

/** The stamp, when it is one of ours. */
export function readStamp(work: Work, sealed: string | undefined): FormStamp | null {
  if (!sealed) return null
  try {
    return JSON.parse(toolsOf(work).secrets.decrypt(Buffer.from(sealed, 'base64url')).toString('utf8')) as FormStamp // sealed by stampForm
  } catch {
    // Somebody else's: what it says cannot be read, and that is all there is to know.
    return null
  }
}

const fastestPerson = { seconds: 1 }

/**
 * Whether a program seems to have filled the form: it wrote into the field that people do not see, brought no stamp, or was faster than anybody.
 * Such a complaint is opened all the same, its message marked as generated: password managers fill hidden fields too, and a real complaint that
 * is lost costs more than a false one that is swept away. What a program must not get is mail to an address of its choice: what is marked so is not
 * acknowledged by itself; a colleague sees that.
 */
export function seemsGenerated(work: Work, { stamp, trap }: { stamp: FormStamp | null; trap: string | undefined }): boolean {
  if (trap || !stamp) return true
  return Temporal.Instant.compare(work.now, Temporal.Instant.from(stamp.at).add(fastestPerson)) < 0
}
