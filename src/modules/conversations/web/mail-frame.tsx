import { useEffect, useRef, useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { type Message, messageHtmlPath } from '../contract.ts'
import styles from './conversation.module.css'

const atFirst = 120
const tallest = 20_000

/** A frame as tall as what is in it, also when its pictures come later. */
function useHeight() {
  const [height, setHeight] = useState(atFirst)
  const watching = useRef<ResizeObserver>(undefined)
  useEffect(() => () => watching.current?.disconnect(), [])
  const watch = (frame: HTMLIFrameElement) => {
    watching.current?.disconnect()
    const page = frame.contentDocument
    if (page === null) return
    watching.current = new ResizeObserver(() => {
      const { scrollWidth, clientWidth } = page.documentElement
      const room = scrollWidth > clientWidth ? 20 : 4
      setHeight(Math.min(tallest, page.body.scrollHeight + room))
    })
    watching.current.observe(page.body)
  }
  return { height, watch }
}

const hasRemotePictures = ({ html }: Message) => /\sdata-remote-src="https:/i.test(html ?? '')

/** The mail as it was written, in a frame without scripts that grows with what is in it. */
export function MailFrame({ message }: { message: Message }) {
  const say = useWords('conversations')
  const [pictures, setPictures] = useState(false)
  const { height, watch } = useHeight()
  return (
    <div className={styles.frame}>
      {hasRemotePictures(message) && !pictures && (
        <p className={styles.second}>
          {say('web.pictures_off')} <SmallAct onAct={() => setPictures(true)}>{say('web.pictures_on')}</SmallAct>
        </p>
      )}
      <iframe
        // its links open in windows of their own, which are no part of the sandbox
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
        src={messageHtmlPath(message.complaint_id, message.id, pictures)}
        title={say('web.as_written_title')}
        onLoad={({ currentTarget }) => watch(currentTarget)}
        style={{ height }}
      />
    </div>
  )
}
