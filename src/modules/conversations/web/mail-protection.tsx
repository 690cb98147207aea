import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import type { Message } from '../contract.ts'
import styles from './conversation.module.css'

/** Says that a mail is encrypted or signed, and what the desk did not do about it. */
export function MailProtection({ message: { protection, attachments } }: { message: Message }) {
  const say = useWords('conversations')
  if (protection === null) return null
  // What is encrypted in the text itself has no file.
  const inText = protection === 'pgp_encrypted' && attachments.length === 0
  return (
    <p className={styles.forwarded} role="note">
      <Icon name="lock" /> {say(`web.protection.${inText ? 'pgp_text' : protection}`)}
    </p>
  )
}
