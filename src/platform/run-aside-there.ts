import { parentPort, workerData } from 'node:worker_threads'

// The other side of run-aside: runs in the new thread.
const { module, given } = workerData as { module: string; given: unknown }
const { runHere } = (await import(module)) as { runHere: (given: unknown) => unknown }
parentPort?.postMessage(await runHere(given))
