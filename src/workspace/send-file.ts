import { Offline, problemOf } from './call.ts'

interface Sending {
  /** Where it goes: the address of an upload operation. */
  to: string
  onProgress: (share: number) => void
  signal: AbortSignal
}

/** Sends one file and tells how far it is; fetch cannot tell that. Answers what the desk answered, unread. */
export function sendFile(file: File, { to, onProgress, signal }: Sending): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', to)
    request.setRequestHeader('x-requested-with', 'redress')
    request.setRequestHeader('idempotency-key', crypto.randomUUID())
    request.upload.onprogress = ({ loaded, total }) => onProgress(total === 0 ? 0 : loaded / total)
    request.onload = () => {
      if (request.status >= 400) reject(problemOf(request.status, request.responseText))
      else resolve(request.responseText === '' ? undefined : JSON.parse(request.responseText))
    }
    request.onerror = () => reject(new Offline(undefined))
    request.onabort = () => reject(signal.reason)
    signal.addEventListener('abort', () => request.abort(), { once: true })
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}
