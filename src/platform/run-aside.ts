import { Worker } from 'node:worker_threads'

/**
 * Calls the exported function `runHere` of a module in a thread of its own and answers what it returns: long computing there keeps nobody waiting here.
 * What goes in and comes out is copied; it reaches no database. It is ended after ten minutes.
 */
export async function runAside<Given, Result>(module: URL, given: Given): Promise<Result> {
  const worker = new Worker(new URL('./run-aside-there.ts', import.meta.url), { workerData: { module: module.href, given } })
  const limit = setTimeout(() => void worker.terminate(), longest)
  try {
    return await new Promise<Result>((resolve, reject) => {
      worker.once('message', resolve)
      worker.once('error', reject)
      worker.once('exit', (code) => reject(new Error(`The thread of ${module.pathname} ended without an answer (${code})`)))
    })
  } finally {
    clearTimeout(limit)
    await worker.terminate()
  }
}

const longest = 10 * 60_000
