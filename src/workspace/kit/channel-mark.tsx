import { useWords } from '#workspace/language.ts'
import { Icon, type IconName } from './icons.tsx'

const marks: Record<string, IconName> = {
  email: 'mail',
  web_form: 'form',
  api: 'form',
  portal: 'form',
  phone: 'phone',
  voice: 'phone',
  chat: 'talk',
  social: 'social',
  letter: 'letter',
  counter: 'shop',
}

/** By which way it came in. A screen reader hears the way; a pointer may rest on it. */
export function ChannelMark({ channel }: { channel: string }) {
  const say = useWords('workspace')
  const name = say(channel in marks ? `channel.${channel}` : 'channel.other')
  return (
    <span role="img" aria-label={name} title={name} style={{ color: 'var(--ink-3)', display: 'inline-flex' }}>
      <Icon name={marks[channel] ?? 'talk'} />
    </span>
  )
}
