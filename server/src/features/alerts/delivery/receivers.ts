import type { ReceiverHealth, ReceiverTest } from '@sluice/shared/alerts-state'
import { AppError } from '#http/app-error.ts'
import type { Telling } from '../alert-watch.ts'
import type { WebhookTarget } from './send-webhook.ts'
import { type WebhookBody, webhookBody } from './webhook-body.ts'
import { WebhookQueue } from './webhook-queue.ts'

interface ReceiversParts {
  targets: readonly WebhookTarget[]
  /** Asked at each webhook: the port is known only once the server listens. */
  externalUrl: () => string
  sentence(telling: Telling): string | null
  /** Nothing is sent any more. */
  stop: AbortSignal
}

/** What may be asked of {@link Receivers}. */
export type ReceiverDoor = Pick<Receivers, 'names' | 'health' | 'tell' | 'test' | 'idle'>

/** Everyone who can be told, by the names that rules use. */
export class Receivers {
  readonly #parts: ReceiversParts
  readonly #queues: ReadonlyMap<string, WebhookQueue>

  constructor(parts: ReceiversParts) {
    this.#parts = parts
    this.#queues = new Map(parts.targets.map((target) => [target.name, new WebhookQueue(target, parts.stop)]))
  }

  names(): string[] {
    return [...this.#queues.keys()]
  }

  health(): ReceiverHealth[] {
    return [...this.#queues.values()].map((queue) => queue.health())
  }

  /** One webhook for each rule, status and receiver. */
  tell(tellings: readonly Telling[]): void {
    const groups = Map.groupBy(tellings, ({ rule, status }) => `${rule.id} ${status}`)
    for (const group of groups.values())
      for (const name of new Set(group[0]?.rule.body.receivers))
        this.#queues.get(name)?.add(JSON.stringify(this.#body(name, group)))
  }

  /** Throws `NOT_FOUND`. */
  async test(name: string, cluster: string): Promise<ReceiverTest> {
    const queue = this.#queues.get(name)
    if (queue === undefined)
      throw new AppError('NOT_FOUND', `The configuration of this Sluice has no receiver named "${name}".`)
    const started = performance.now()
    const { ok, status, message } = await queue.test(JSON.stringify(this.#body(name, [testTelling(cluster)])))
    return { ok, status, message, tookMs: Math.round(performance.now() - started) }
  }

  async idle(): Promise<void> {
    await Promise.all([...this.#queues.values()].map((queue) => queue.idle()))
  }

  #body(receiver: string, tellings: readonly Telling[]): WebhookBody {
    const { externalUrl, sentence } = this.#parts
    return webhookBody(receiver, tellings, { externalUrl: externalUrl(), sentence })
  }
}

/** As real as can be, and named a test in all that people read. */
function testTelling(cluster: string): Telling {
  const since = Date.now()
  const condition = { kind: 'lagMessages', above: '1000' } as const
  return {
    cluster,
    status: 'firing',
    since,
    rule: {
      id: 'test',
      body: {
        ...{ name: 'Test of Sluice', enabled: true, groups: ['*'], topics: [], condition, forMs: 0 },
        ...{ severity: 'info', receivers: [], labels: { test: 'true' } },
      },
    },
    alert: {
      ...{ id: 'test', ruleId: 'test', rule: 'Test of Sluice', severity: 'info', condition },
      ...{ group: 'sluice-test', status: 'firing', since, firedAt: since, resolvedAt: null, reason: null },
      ...{ value: '1234', worst: '1234', cause: null, unknownSince: null, unknownBecause: null },
      ...{ flapping: false, mutedUntil: null, acknowledged: null },
    },
  }
}
