const width = 30
const everyMilliseconds = { terminal: 200, plain: 10_000 }

/** Shows how far something is: a bar where somebody watches, a line now and then where the output goes into a file. */
export function progress({ total, say }: { total: number; say: (line: string) => void }) {
  const begun = performance.now()
  const isTerminal = process.stdout.isTTY === true
  let last = isTerminal ? 0 : begun
  return {
    at(read: number, done: string) {
      const now = performance.now()
      if (now - last < everyMilliseconds[isTerminal ? 'terminal' : 'plain']) return
      last = now
      const share = total > 0 ? Math.min(1, read / total) : 1
      const line = `${String(Math.floor(share * 100)).padStart(3)} %  ${done}, ${remaining(now - begun, share)}`
      if (isTerminal) process.stdout.write(`\r[${'#'.repeat(Math.round(share * width)).padEnd(width)}] ${line}\u001b[K`)
      else say(line)
    },
    /** The bar goes; what is said next begins on a line of its own. */
    end() {
      if (isTerminal) process.stdout.write('\r\u001b[K')
    },
  }
}

function remaining(passed: number, share: number): string {
  if (share <= 0) return 'just begun'
  const seconds = Math.ceil((passed / share - passed) / 1000)
  return seconds < 90 ? `${seconds} s to go` : `${Math.ceil(seconds / 60)} min to go`
}
