import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import { STORE_JOBS, type StoreOrder, type StoreWord } from './store-jobs.ts'

/** A program of its own: does one job on a database and ends. */
const { file, job } = workerData as StoreOrder
const BUSY_MS = 2_000

function work(): StoreWord {
  try {
    const db = new DatabaseSync(file, { timeout: BUSY_MS })
    try {
      const row = db.prepare(STORE_JOBS[job]).get()
      return { told: String(row === undefined ? '' : Object.values(row)[0]) }
    } finally {
      db.close()
    }
  } catch (error) {
    const { message, errcode } = error as Error & { errcode?: number }
    return { failure: message, errcode: errcode ?? null }
  }
}

parentPort?.postMessage(work())
