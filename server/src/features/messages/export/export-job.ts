import type { ItemFault } from '@sluice/shared/errors'
import type { Frame, ScanFrame } from '@sluice/shared/messages'
import {
  type ExportState,
  type ExportStatus,
  type ExportTrailer,
  isOver,
} from '@sluice/shared/messages-export'
import { AppError } from '#http/app-error.ts'
import type { ExportWriter } from './export-writer.ts'

export interface ExportSource {
  /** Of a whole scan; the first one, `open`, is still to be pulled. */
  frames: AsyncGenerator<ScanFrame, void, void>
  writer: ExportWriter
  filename: string
  /** Ends the scan and whatever it waits for. */
  stop(): void
  /** Called once, when nothing runs any more. */
  onOver(): void
  /** The words of a failure, which is also logged. */
  faultOf(error: unknown): ItemFault
  /** Watches whether the reader still reads, and says once when it does not; left out: it may take its time. */
  watch?(late: () => void): ReaderWatch
}

interface ReaderWatch {
  /** A piece is ready: from now on it is the reader's turn. */
  handed(): void
  /** The reader asks for the next, or for none any more. */
  taken(): void
}

const NOTES_MAX = 100
/** Notes of records that should be in the file and are not. */
const LOSSES: readonly string[] = ['corrupt', 'log-start-moved']

/** One export: waits for whoever fetches its file, makes it as fast as that reader takes it, and knows how far it is. */
export class ExportJob {
  readonly id: string
  readonly mediaType: string
  readonly #source: ExportSource
  readonly #status: ExportStatus

  private constructor(id: string, source: ExportSource, open: Frame<'open'>) {
    const { ranges, missing } = open
    const offsets = ranges.reduce((sum, { start, end }) => sum + BigInt(end) - BigInt(start), 0n)
    this.id = id
    this.mediaType = source.writer.mediaType
    this.#source = source
    this.#status = {
      id,
      state: 'waiting',
      filename: source.filename,
      ranges,
      missing,
      notes: [],
      records: 0,
      messages: 0,
      bytesRead: 0,
      bytesWritten: 0,
      offsetsDone: '0',
      offsetsTotal: `${offsets}`,
      elapsedMs: 0,
      fault: null,
    }
  }

  /** Rejects where there is nothing to scan, as the scan itself would. */
  static async open(id: string, source: ExportSource): Promise<ExportJob> {
    try {
      const first = await source.frames.next()
      if (first.done === true || first.value.t !== 'open')
        throw new Error('A scan begins with its open frame')
      return new ExportJob(id, source, first.value)
    } catch (error) {
      source.onOver()
      throw error
    }
  }

  get status(): Readonly<ExportStatus> {
    return this.#status
  }

  get over(): boolean {
    return isOver(this.#status.state)
  }

  /** The file, made as it is read. Throws `EXPORT_TAKEN` the second time. */
  take(): ReadableStream<Uint8Array> {
    if (this.#status.state !== 'waiting') {
      const message = `The file of this export can be fetched once, and the export is ${this.#status.state}. Begin a new one.`
      throw new AppError('EXPORT_TAKEN', message)
    }
    this.#status.state = 'running'
    const bytes = this.#bytes()
    const watch = this.#source.watch?.(() => void this.end('cancelled'))
    const pull = async (controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      watch?.taken()
      try {
        let step = await bytes.next()
        while (step.done !== true && step.value.length === 0) step = await bytes.next()
        if (step.done === true) controller.close()
        else {
          controller.enqueue(step.value)
          watch?.handed()
        }
      } catch (error) {
        // Never a clean end: a client must see that this is not all.
        controller.error(error)
      }
    }
    const cancel = async (): Promise<void> => {
      watch?.taken()
      await this.end('cancelled')
      await bytes.return()
    }
    return new ReadableStream({ pull, cancel }, { highWaterMark: 0 })
  }

  /** Ends it before its time; what has ended already stays as it is. */
  async end(state: 'cancelled' | 'expired'): Promise<void> {
    if (this.over) return
    this.#status.state = state
    this.#source.stop()
    // Nobody pulls a scan that waits, nor one whose reader has stopped to read: it gives back here what it holds.
    await this.#source.frames.return()
    this.#source.onOver()
  }

  async *#bytes(): AsyncGenerator<Buffer, void, void> {
    const { frames, writer } = this.#source
    yield this.#counted(writer.begin())
    const ending = yield* this.#body(frames, writer)
    yield this.#counted(writer.end(this.#trailer(ending)))
    // A cancellation has ended it already.
    if (!this.over) {
      this.#status.state = ending
      this.#source.onOver()
    }
    if (ending === 'failed' || ending === 'cancelled') throw new Error(`The export was broken off: ${ending}`)
  }

  async *#body(
    frames: AsyncGenerator<ScanFrame, void, void>,
    writer: ExportWriter,
  ): AsyncGenerator<Buffer, ExportState, void> {
    let ending: ExportState = 'failed'
    try {
      for await (const frame of frames) {
        if (frame.t === 'rows') {
          this.#status.messages += frame.rows.length
          yield this.#counted(writer.rows(frame.rows))
        } else if (frame.t === 'progress') this.#advance(frame)
        else if (frame.t === 'note') this.#note(frame)
        else if (frame.t === 'end') ending = this.#ended(frame)
      }
    } catch (error) {
      if (this.over) return 'cancelled'
      this.#status.fault = this.#source.faultOf(error)
      return 'failed'
    }
    return this.over ? 'cancelled' : ending
  }

  #counted(bytes: Buffer): Buffer {
    this.#status.bytesWritten += bytes.length
    return bytes
  }

  #advance({ records, bytes, elapsedMs, offsetsDone, offsetsTotal }: Frame<'progress'>): void {
    Object.assign(this.#status, { records, bytesRead: bytes, elapsedMs, offsetsDone, offsetsTotal })
  }

  #note({ t: _, ...note }: Frame<'note'>): void {
    const { notes } = this.#status
    const lost = LOSSES.includes(note.code)
    // What is lost must be known, however many notes there are of what is not.
    if (notes.length < NOTES_MAX) notes.push(note)
    else if (lost && !notes.some(({ code }) => LOSSES.includes(code))) notes[NOTES_MAX - 1] = note
  }

  #ended({ reason, records, bytes, elapsedMs, missing }: Frame<'end'>): ExportState {
    Object.assign(this.#status, { records, bytesRead: bytes, elapsedMs, missing })
    if (reason === 'cancelled') return 'cancelled'
    const whole = reason === 'end' || reason === 'limit'
    if (reason === 'end') this.#status.offsetsDone = this.#status.offsetsTotal
    const lost = this.#status.notes.some(({ code }) => LOSSES.includes(code))
    return whole && !lost ? 'complete' : 'partial'
  }

  #trailer(state: ExportState): ExportTrailer {
    const { messages, missing, notes, fault } = this.#status
    return { end: { complete: state === 'complete', state, messages, missing, notes, fault } }
  }
}
