import { CopyField } from '../kit/copy-field.tsx'
import { Section } from '../kit/section.tsx'
import { useWords } from '../language.ts'

/** How a backup is made: on the server, since the file holds everything. */
export function BackupPart() {
  const say = useWords('workspace')
  return (
    <Section title={say('settings.parts.backup')} about={say('settings.backup.about')}>
      <CopyField label={say('settings.backup.make')} value="npm run redress -- backup redress.backup" />
      <CopyField label={say('settings.backup.restore')} value="npm run redress -- restore redress.backup" />
    </Section>
  )
}
