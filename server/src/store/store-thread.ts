import { Worker } from 'node:worker_threads'
import type { StoreOrder, StoreWord } from './store-jobs.ts'

/** Has one job done in a thread; a thread that fails to start or to answer says so as a failure. */
export function runStoreJob(worker: URL, order: StoreOrder): Promise<StoreWord> {
  return new Promise((resolve) => {
    const failed = (failure: string): void => resolve({ failure, errcode: null })
    try {
      const thread = new Worker(worker, { name: 'store', env: {}, workerData: order })
      // What it does is done again by the next process: it holds up no end.
      thread.unref()
      thread.once('message', resolve)
      thread.once('error', (error: Error) => failed(error.message))
      thread.once('exit', () => failed('The thread ended without an answer.'))
    } catch (error) {
      failed((error as Error).message)
    }
  })
}
