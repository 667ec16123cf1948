import type { Message } from '@sluice/shared/messages'
import { TailFrame, type TailFrameOf, type TailNote, TailRequest } from '@sluice/shared/messages-tail'
import type { z } from 'zod'
import { testFilters } from '#filters/testing/test-filters.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { BufferShares } from '../buffer-shares.ts'
import { TAIL_LIMITS, type TailLimits } from '../tail/tail-limits.ts'
import { tailMessages } from '../tail/tail-messages.ts'

export type TailInput = z.input<typeof TailRequest>

/** The limits of the product, in the time of a test. */
const QUICK: Partial<TailLimits> = {
  paceMs: 2,
  flushMs: 2,
  progressMs: 20,
  refreshMs: 60,
  refreshLeastMs: 10,
  retryMs: 5,
  retryMaxMs: 20,
  missingMs: 20,
  waitMs: 50,
}

/** A reader of a tail that takes every frame at once, checks it against the contract and keeps what it said. */
export class Follower {
  readonly rows: Message[] = []
  readonly notes: TailNote[] = []
  readonly progress: TailFrameOf<'progress'>[] = []
  open: TailFrameOf<'open'> | null = null
  end: TailFrameOf<'end'> | null = null
  error: unknown = null
  readonly done: Promise<void>
  readonly #stop = new AbortController()
  #changed = () => {}

  constructor(gateway: KafkaGateway, input: TailInput, limits: Partial<TailLimits> = {}) {
    const deps = {
      gateway,
      filters: testFilters(),
      limits: { ...TAIL_LIMITS, ...QUICK, ...limits },
      buffers: new BufferShares(),
      now: Date.now,
    }
    const call = { requestId: 'r1', request: TailRequest.parse(input) }
    this.done = this.#read(tailMessages(deps, call, this.#stop.signal))
  }

  get ids(): string[] {
    return this.rows.map(({ topic, partition, offset }) => `${topic}/${partition}:${offset}`)
  }

  get last(): TailFrameOf<'progress'> | undefined {
    return this.progress.at(-1)
  }

  /** Waits until what was said satisfies `holds`; fails after a while with what was said. */
  async until(holds: (follower: this) => boolean, ms = 5_000): Promise<void> {
    const deadline = Date.now() + ms
    while (!holds(this)) {
      const left = deadline - Date.now()
      if (left <= 0 || this.error !== null) {
        const { ids, notes, last, end, error } = this
        throw new Error(`Not within ${ms} ms: ${holds}\n${JSON.stringify({ ids, notes, last, end })}`, {
          cause: error,
        })
      }
      await new Promise<void>((resolve) => {
        this.#changed = resolve
        setTimeout(resolve, Math.min(left, 100))
      })
    }
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    await this.done
  }

  async #read(frames: AsyncGenerator<TailFrame, void, void>): Promise<void> {
    try {
      for await (const frame of frames) {
        this.#take(TailFrame.parse(frame))
        this.#changed()
      }
    } catch (error) {
      this.error = error
    }
    this.#changed()
  }

  #take(frame: TailFrame): void {
    if (frame.t === 'open') this.open = frame
    else if (frame.t === 'rows') this.rows.push(...frame.rows)
    else if (frame.t === 'note') this.notes.push(frame)
    else if (frame.t === 'progress') this.progress.push(frame)
    else if (frame.t === 'end') this.end = frame
  }
}
