import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { discardAside } from '../contract.ts'
import { channels } from './queries.ts'

// as long as the toast that offers to undo it
const undoFor = 10_000

interface Leaving {
  reason: string
  timer: ReturnType<typeof setTimeout>
}

/** The desk discards for good, so it is told only when the time to undo is over, or when the page is left. */
export function useDiscarding() {
  const say = useWords('channels')
  const undo = useUndo()
  const queries = useQueryClient()
  const waiting = useRef(new Map<string, Leaving>())
  const [leaving, setLeaving] = useState<ReadonlySet<string>>(new Set())
  const [refused, setRefused] = useState<ReadonlyMap<string, unknown>>(new Map())
  const comeBack = (mail: string) => setLeaving((before) => new Set([...before].filter((id) => id !== mail)))

  const tell = async (mail: string) => {
    const asked = waiting.current.get(mail)
    if (asked === undefined) return
    clearTimeout(asked.timer)
    waiting.current.delete(mail)
    try {
      await call(discardAside, { mail }, { body: { reason: asked.reason } })
    } catch (why) {
      setRefused((before) => new Map(before).set(mail, why))
      comeBack(mail)
    }
    await queries.invalidateQueries({ queryKey: channels })
  }
  const discard = (mail: string, reason: string) => {
    waiting.current.set(mail, { reason, timer: setTimeout(() => void tell(mail), undoFor) })
    setLeaving((before) => new Set(before).add(mail))
    undo(say('web.aside.discarded'), () => {
      clearTimeout(waiting.current.get(mail)?.timer)
      waiting.current.delete(mail)
      comeBack(mail)
    })
  }
  const last = useRef(tell)
  last.current = tell
  useEffect(() => {
    const all = waiting.current
    return () => [...all.keys()].forEach((mail) => void last.current(mail))
  }, [])
  return { leaving, refused, discard }
}
