import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ReceiverHealth } from '@sluice/shared/alerts-state'
import { type SentWebhook, sendWebhook, type WebhookTarget } from './send-webhook.ts'

interface Waiting {
  body: string
  key: string
}

export interface QueueTiming {
  tries: number
  /** Before the second try; it doubles with each, up to the longest, and a part of it is left to chance. */
  firstMs: number
  longestMs: number
}

const TIMING: QueueTiming = { tries: 12, firstMs: 1000, longestMs: 300_000 }
const QUEUED_MAX = 100

/** One receiver's webhooks, one after the other in their order, each tried again until it is taken or given up. */
export class WebhookQueue {
  readonly target: WebhookTarget
  readonly #timing: QueueTiming
  readonly #stop: AbortSignal
  readonly #waiting: Waiting[] = []
  #working: Promise<void> | null = null
  #sent = 0
  #failed = 0
  #dropped = 0
  #lastOkAt: number | null = null
  #lastFault: ReceiverHealth['lastFault'] = null

  constructor(target: WebhookTarget, stop: AbortSignal, timing = TIMING) {
    this.target = target
    this.#stop = stop
    this.#timing = timing
  }

  /** What does not fit is dropped, counted and said: the newest, as the older ones tell how it began. */
  add(body: string): void {
    if (this.#waiting.length >= QUEUED_MAX) {
      this.#dropped += 1
      this.#lastFault = { at: Date.now(), message: `${QUEUED_MAX} webhooks wait already: one was dropped.` }
      return
    }
    this.#waiting.push({ body, key: randomUUID() })
    this.#begin()
  }

  /** Begins anew where something came between the end of the work and its being noted: it would wait for the next one. */
  #begin(): void {
    this.#working ??= this.#work().finally(() => {
      this.#working = null
      if (this.#waiting.length > 0 && !this.#stop.aborted) this.#begin()
    })
  }

  /** Sends at once, beside the queue and without a second try. */
  async test(body: string): Promise<SentWebhook> {
    const sent = await sendWebhook(this.target, body, { idempotencyKey: randomUUID(), signal: this.#stop })
    this.#note(sent)
    return sent
  }

  health(): ReceiverHealth {
    return {
      name: this.target.name,
      origin: new URL(this.target.url).origin,
      signed: this.target.secret !== null,
      queued: this.#waiting.length,
      sent: this.#sent,
      failed: this.#failed,
      dropped: this.#dropped,
      lastOkAt: this.#lastOkAt,
      lastFault: this.#lastFault,
    }
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.#working !== null) await this.#working
  }

  async #work(): Promise<void> {
    for (let next = this.#waiting[0]; next !== undefined && !this.#stop.aborted; next = this.#waiting[0]) {
      const ok = await this.#deliver(next)
      if (this.#stop.aborted) return
      this.#waiting.shift()
      if (ok) this.#sent += 1
      else this.#failed += 1
    }
  }

  async #deliver({ body, key }: Waiting): Promise<boolean> {
    const { tries, firstMs, longestMs } = this.#timing
    for (let attempt = 1; ; attempt += 1) {
      const sent = await sendWebhook(this.target, body, { idempotencyKey: key, signal: this.#stop })
      if (this.#stop.aborted) return false
      this.#note(sent)
      if (sent.ok || !sent.retryable || attempt >= tries) return sent.ok
      const wait = Math.min(longestMs, firstMs * 2 ** (attempt - 1)) * (0.5 + Math.random() / 2)
      await sleep(wait, null, { signal: this.#stop, ref: false }).catch(() => undefined)
      if (this.#stop.aborted) return false
    }
  }

  #note({ ok, message }: SentWebhook): void {
    if (ok) this.#lastOkAt = Date.now()
    else this.#lastFault = { at: Date.now(), message }
  }
}
