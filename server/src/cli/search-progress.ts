import type { ExportStatus } from '@sluice/shared/messages-export'

interface Screen {
  isTTY?: boolean
  columns?: number
  write(text: string): unknown
}

const TERMINAL_MS = 500
const PLAIN_MS = 2000

/** Says on stderr how far a search is: on one line of a terminal, or as a line every two seconds. */
export class SearchProgress {
  readonly #screen: Screen
  readonly #ask: () => Promise<ExportStatus>
  #timer: NodeJS.Timeout | null = null
  #shown = false

  constructor(screen: Screen, ask: () => Promise<ExportStatus>) {
    this.#screen = screen
    this.#ask = ask
  }

  start(): void {
    this.#timer = setTimeout(() => void this.#tick(), this.#screen.isTTY ? TERMINAL_MS : PLAIN_MS)
  }

  /** Takes the running line away and leaves how it ended. */
  end(status: ExportStatus | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = null
    if (this.#shown && this.#screen.isTTY) this.#screen.write('\r\u001b[2K')
    if (status !== null) this.#screen.write(`${progressText(status)}\n`)
  }

  async #tick(): Promise<void> {
    // A status that cannot be had is no fault of the search: the file itself says how it ended.
    const status = await this.#ask().catch(() => null)
    if (this.#timer === null) return
    if (status !== null) this.#say(progressText(status))
    this.start()
  }

  #say(text: string): void {
    this.#shown = true
    const width = this.#screen.columns ?? 100
    this.#screen.write(this.#screen.isTTY ? `\r\u001b[2K${text.slice(0, width - 1)}` : `${text}\n`)
  }
}

export function progressText(status: ExportStatus): string {
  const { state, messages, records, bytesRead, offsetsDone, offsetsTotal, elapsedMs } = status
  const total = BigInt(offsetsTotal)
  const percent = total === 0n ? 100n : (BigInt(offsetsDone) * 100n) / total
  const speed = elapsedMs === 0 ? '' : `, ${Math.round((records / elapsedMs) * 1000)}/s`
  const mebibytes = (bytesRead / 1024 / 1024).toFixed(1)
  return `${state}: ${messages} found, ${records} records (${mebibytes} MiB) looked at, ${percent} %${speed}`
}
