import { parentPort } from 'node:worker_threads'
import { HandleCollector } from './collect-handles.ts'
import { PLACE_LENGTH, ruleOut } from './rule-out.ts'
import type { SiftRequest, SiftWord } from './sift-words.ts'

const port = parentPort
if (port === null) throw new Error('sift-worker.ts runs as a worker thread only')

const handles = new HandleCollector()

async function sift({ memory, places, traces }: SiftRequest): Promise<void> {
  try {
    const clear = await ruleOut(memory, places, traces)
    port?.postMessage({ memory, clear } satisfies SiftWord, [memory, clear.buffer])
    handles.opened(places.length / PLACE_LENGTH)
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    port?.postMessage({ failure } satisfies SiftWord)
  }
}

/** What is asked is answered in its order, though sifting pauses now and then. */
let last = Promise.resolve()
port.on('message', (request: SiftRequest) => {
  last = last.then(() => sift(request))
})
port.postMessage({ ready: true } satisfies SiftWord)
