import { type ExportRequest, ExportStatus, isOver } from '@sluice/shared/messages-export'
import { paths } from '@sluice/shared/paths'
import { getJson, sendJson } from '#api/client.ts'

/** An export as the page knows it. */
export interface ExportView {
  cluster: string
  /** Null until the server has begun it. */
  status: ExportStatus | null
  /** Why it could not begin, or why nothing is known of it any more. */
  error: unknown
  /** Over the last seconds; null until known. */
  messagesPerSecond: number | null
  leftMs: number | null
}

/** Whether an export has begun and not ended, as far as the page knows. */
export function isRunning(view: ExportView | null): boolean {
  return view !== null && view.error === null && !(view.status && isOver(view.status.state))
}

interface StoreDeps {
  /** Lets the browser download what is at the path. */
  save(path: string): void
  now(): number
  wait(ms: number): Promise<void>
}

const POLL_MS = 500
/** Status calls in a row that fail before the page gives up asking. */
const FAILURES_MAX = 5
const PACE_MS = 5000

interface Sample {
  at: number
  messages: number
  offsets: bigint
}

/** The one export that this tab follows. Its file is the browser's download, which goes on wherever the page goes. */
export class ExportStore {
  readonly #deps: StoreDeps
  readonly #listeners = new Set<() => void>()
  #view: ExportView | null = null
  #samples: Sample[] = []
  #run = 0

  constructor(deps: StoreDeps) {
    this.#deps = deps
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly view = (): ExportView | null => this.#view

  async begin(cluster: string, request: ExportRequest): Promise<void> {
    this.#run += 1
    const run = this.#run
    this.#samples = []
    this.#show({ cluster, status: null, error: null, messagesPerSecond: null, leftMs: null })
    try {
      const status = await sendJson('POST', paths.exports(cluster), ExportStatus, request)
      this.#take(run, status)
      this.#deps.save(paths.exportFile(cluster, status.id))
      await this.#follow(run, cluster, status.id)
    } catch (error) {
      this.#fail(run, error)
    }
  }

  async cancel(): Promise<void> {
    const view = this.#view
    if (view?.status == null) return
    const run = this.#run
    try {
      this.#take(run, await sendJson('DELETE', paths.export(view.cluster, view.status.id), ExportStatus))
    } catch (error) {
      this.#fail(run, error)
    }
  }

  dismiss(): void {
    this.#run += 1
    this.#show(null)
  }

  async #follow(run: number, cluster: string, id: string): Promise<void> {
    let failures = 0
    while (run === this.#run && isRunning(this.#view)) {
      await this.#deps.wait(POLL_MS)
      if (run !== this.#run || !isRunning(this.#view)) return
      try {
        this.#take(run, await getJson(paths.export(cluster, id), ExportStatus))
        failures = 0
      } catch (error) {
        failures += 1
        if (failures >= FAILURES_MAX) throw error
      }
    }
  }

  #take(run: number, status: ExportStatus): void {
    if (run !== this.#run || this.#view === null) return
    this.#show({ ...this.#view, status, ...this.#pace(status) })
  }

  #fail(run: number, error: unknown): void {
    if (run === this.#run && this.#view !== null) this.#show({ ...this.#view, error })
  }

  #pace({ messages, offsetsDone, offsetsTotal }: ExportStatus) {
    const now = { at: this.#deps.now(), messages, offsets: BigInt(offsetsDone) }
    this.#samples = [...this.#samples.filter(({ at }) => now.at - at <= PACE_MS), now]
    const [first = now] = this.#samples
    const ms = now.at - first.at
    if (ms < POLL_MS) return { messagesPerSecond: null, leftMs: null }
    const offsets = Number(now.offsets - first.offsets)
    const left = Number(BigInt(offsetsTotal) - now.offsets)
    return {
      messagesPerSecond: ((messages - first.messages) / ms) * 1000,
      leftMs: offsets > 0 ? (left / offsets) * ms : null,
    }
  }

  #show(view: ExportView | null): void {
    this.#view = view
    for (const listener of this.#listeners) listener()
  }
}
