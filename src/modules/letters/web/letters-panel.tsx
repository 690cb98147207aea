import { Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Complaint } from '#modules/complaints/contract.ts'
import { attachmentPath } from '#modules/conversations/contract.ts'
import { type Letter, letters } from '#modules/tone/contract/check.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useGo } from '#workspace/kit/go.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import type { SentLetter } from '../contract.ts'
import { letterAddress } from './letter-address.ts'
import styles from './letters.module.css'
import { lettersQuery } from './queries.ts'

function SentLine({ complaint, sent }: { complaint: string; sent: SentLetter }) {
  const say = useWords('letters')
  const conversations = useWords('conversations')
  const { moment } = useInWords()
  return (
    <li>
      <b>{say(`letter.${sent.letter}`)}</b>
      <small>
        {moment(sent.sent_at ?? sent.at)}{' '}
        {sent.state !== null && sent.state !== 'sent' && <Chip>{conversations(`state.${sent.state}`)}</Chip>}{' '}
        <a href={attachmentPath(complaint, sent.pdf, true)} target="_blank" rel="noopener noreferrer">
          {say('web.pdf')}
        </a>
      </small>
    </li>
  )
}

interface LettersPanelProps {
  complaint: Complaint
  /** A letter that another module proposes now, and why. */
  proposed?: { letter: Letter; why: string } | null
}

function WriteMenu({ complaint, first }: { complaint: string; first: Letter | null }) {
  const say = useWords('letters')
  const go = useGo()
  return (
    <div className={styles.ways}>
      {first !== null && (
        <Act size="xs" onAct={() => go(letterAddress(complaint, first))}>
          {say('web.write_this', { letter: say(`letter.${first}`) })}
        </Act>
      )}
      <Menu position="bottom-end" shadow="md" returnFocus>
        <Menu.Target>
          <button type="button" className={styles.other}>
            {say(first === null ? 'web.write' : 'web.write_other')}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {letters
            .filter((letter) => letter !== first)
            .map((letter) => (
              <Menu.Item key={letter} onClick={() => go(letterAddress(complaint, letter))}>
                {say(`letter.${letter}`)}
              </Menu.Item>
            ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}

/** The letters of a complaint, what nobody has answered yet, and the way to write the next one. */
export function LettersPanel({ complaint, proposed = null }: LettersPanelProps) {
  const say = useWords('letters')
  const query = useQuery(lettersQuery(complaint.id))
  return (
    <Pane title={say('web.title')}>
      <Queried query={query} rows={1}>
        {({ data, wanted, unanswered }) => (
          <div className={styles.panel}>
            {data.length === 0 ? (
              <p>{say('web.none')}</p>
            ) : (
              <ul>
                {data.map((sent) => (
                  <SentLine key={sent.message} complaint={complaint.id} sent={sent} />
                ))}
              </ul>
            )}
            {proposed !== null && <p role="status">{proposed.why}</p>}
            {unanswered.length > 0 && <p>{say('web.unanswered', { count: unanswered.length })}</p>}
            {complaint.may.reply && (
              <WriteMenu complaint={complaint.id} first={proposed?.letter ?? (unanswered.length > 0 ? wanted : null)} />
            )}
          </div>
        )}
      </Queried>
    </Pane>
  )
}
