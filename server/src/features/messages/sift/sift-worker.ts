import { parentPort } from 'node:worker_threads'
import { ruleOut } from './rule-out.ts'
import type { SiftRequest, SiftWord } from './sift-words.ts'

const port = parentPort
if (port === null) throw new Error('sift-worker.ts runs as a worker thread only')

port.on('message', async ({ memory, places, traces }: SiftRequest) => {
  try {
    const clear = await ruleOut(memory, places, traces)
    port.postMessage({ memory, clear } satisfies SiftWord, [memory, clear.buffer])
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    port.postMessage({ failure } satisfies SiftWord)
  }
})
port.postMessage({ ready: true } satisfies SiftWord)
