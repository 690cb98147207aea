import { useEffect, useRef, useState } from 'react'
import { useWords } from '#workspace/kit/desk.ts'
import type { Message } from '../contract.ts'
import styles from './conversation.module.css'

const look =
  'body{margin:0;padding:4px 2px;font:15px/1.5 "Gentium Book Plus","Noto Serif",Georgia,serif;color:#26221d;background:#fffefc;overflow-wrap:anywhere}img{max-width:100%;height:auto}'

/** A page of its own for somebody else's HTML: no scripts, nothing from elsewhere unless pictures were asked for. */
export function pageOf(html: string, pictures: boolean): string {
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:${pictures ? ' https: http:' : ''}; form-action 'none'; base-uri 'none'`
  const body = pictures ? html.replaceAll(/\sdata-remote-src="/g, ' src="') : html
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><style>${look}</style>${body}`
}

const tallest = 2000

/** The mail as it was written, in a frame without scripts that grows with what is in it. */
export function MailFrame({ message }: { message: Message }) {
  const say = useWords('conversations')
  const frame = useRef<HTMLIFrameElement>(null)
  const [pictures, setPictures] = useState(false)
  const [height, setHeight] = useState(120)
  // The frame may run nothing and open nothing: its links are followed from here, in a window that knows nothing of us.
  const follow = (event: MouseEvent) => {
    const link = event.target instanceof Object && 'closest' in event.target ? (event.target as Element).closest('a[href]') : null
    if (link === null) return
    event.preventDefault()
    window.open(link.getAttribute('href') ?? '', '_blank', 'noopener,noreferrer')
  }
  const loaded = () => {
    frame.current?.contentDocument?.addEventListener('click', follow)
    measure()
  }
  const measure = () => setHeight(Math.min(tallest, (frame.current?.contentDocument?.documentElement.scrollHeight ?? 120) + 4))
  useEffect(() => {
    const again = setTimeout(measure, 400)
    return () => clearTimeout(again)
  }, [pictures])
  const html = message.html ?? ''
  return (
    <div className={styles.frame}>
      {html.includes('data-remote-src=') && !pictures && (
        <p className={styles.second}>
          {say('web.pictures_off')}{' '}
          <button type="button" className={styles.plain} onClick={() => setPictures(true)}>
            {say('web.pictures_on')}
          </button>
        </p>
      )}
      <iframe
        ref={frame}
        sandbox="allow-same-origin"
        srcDoc={pageOf(html, pictures)}
        title={say('web.as_written_title')}
        onLoad={loaded}
        style={{ height }}
      />
    </div>
  )
}
