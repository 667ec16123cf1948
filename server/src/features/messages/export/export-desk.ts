import { AppError } from '#http/app-error.ts'
import type { ExportJob } from './export-job.ts'

interface DeskLimits {
  /** How long a file waits to be fetched. */
  fetchWithinMs: number
  /** How long the outcome of an export that has ended can be asked for, and of how many. */
  keepMs: number
  keep: number
}

const LIMITS: DeskLimits = { fetchWithinMs: 60_000, keepMs: 10 * 60_000, keep: 32 }

/** The exports of this process, by id. Whoever knows the id may fetch the file: it cannot be guessed. */
export class ExportDesk {
  readonly #limits: DeskLimits
  readonly #jobs = new Map<string, { cluster: string; job: ExportJob }>()

  constructor(limits: Partial<DeskLimits> = {}) {
    this.#limits = { ...LIMITS, ...limits }
  }

  add(cluster: string, job: ExportJob): void {
    this.#jobs.set(job.id, { cluster, job })
    this.#forgetOldest()
    const { fetchWithinMs } = this.#limits
    const expire = setTimeout(() => {
      if (job.status.state === 'waiting') void job.end('expired')
    }, fetchWithinMs)
    expire.unref()
  }

  /** Throws `EXPORT_NOT_FOUND`. */
  find(cluster: string, id: string): ExportJob {
    const entry = this.#jobs.get(id)
    if (entry?.cluster === cluster) return entry.job
    const message = `Cluster "${cluster}" has no export "${id}" here: it ended some time ago, or Sluice was started anew since. Begin a new one.`
    throw new AppError('EXPORT_NOT_FOUND', message)
  }

  /** To be told of each export that has ended. */
  settle(id: string): void {
    const forget = setTimeout(() => this.#jobs.delete(id), this.#limits.keepMs)
    forget.unref()
  }

  #forgetOldest(): void {
    const ended = [...this.#jobs].filter(([, { job }]) => job.over)
    for (const [id] of ended.slice(0, Math.max(0, ended.length - this.#limits.keep))) this.#jobs.delete(id)
  }
}
