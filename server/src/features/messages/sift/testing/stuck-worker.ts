import { parentPort } from 'node:worker_threads'
import type { SiftWord } from '../sift-words.ts'

/** A thread that takes what it is asked and never answers. */
parentPort?.on('message', () => {
  for (;;);
})
parentPort?.postMessage({ ready: true } satisfies SiftWord)
