import type { CollectorStatus } from '@sluice/shared/topology'
import type { EvidenceSource } from '@sluice/shared/topology-evidence'
import type { LagBoard } from '#features/groups/lag-board.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { CollectContext, Collected, EvidenceCollector } from '../evidence.ts'
import { RunStatus } from './run-status.ts'
import { TopicCache, until } from './topic-cache.ts'

/** What became of one run of a collector. */
export type CollectRun = { ok: true; collected: Collected } | { ok: false; fault: unknown }

/** Takes what each run brought. */
export type CollectSink = (source: EvidenceSource, run: CollectRun, tookMs: number) => void

export interface CollectRunnerOptions {
  cluster: string
  /** For background work, so that collecting holds up no page. */
  gateway: KafkaGateway
  board: LagBoard | null
  /** In the order in which they begin. */
  collectors: readonly EvidenceCollector[]
  sink: CollectSink
  /** What nobody foresaw: a fault of a collector that is none of Kafka’s, or of the sink. */
  onError: (source: EvidenceSource, error: unknown) => void
  now?: () => number
}

/** Between the first runs of two collectors, so that a start asks the brokers one thing after the other. */
const STAGGER_MS = 400
/** What is not to be had is asked for again at this pace: rights may be given. */
const UNAVAILABLE_MS = 60_000
const JITTER = 0.05
const TOPIC = 'topic:'

/** Runs the collectors of one cluster, each at its own pace and never twice at a time. */
export class CollectRunner {
  readonly #options: CollectRunnerOptions
  readonly #now: () => number
  readonly #stopped = new AbortController()
  readonly #topics: TopicCache
  readonly #context: CollectContext
  readonly #lanes: readonly Lane[]
  /** What went wrong unforeseen, until it went well. */
  readonly #logged = new Map<EvidenceSource, string>()

  constructor(options: CollectRunnerOptions) {
    this.#options = options
    const { cluster, gateway, board, collectors, now = Date.now } = options
    this.#now = now
    this.#topics = new TopicCache({ gateway, now, stopped: this.#stopped.signal })
    this.#context = { cluster, gateway, board, now, topics: (signal) => this.#topics.topics(signal) }
    this.#lanes = collectors.map((collector) => ({
      collector,
      status: new RunStatus(collector, now()),
      timer: undefined,
      running: null,
    }))
  }

  /** Begins with each collector in turn. */
  start(): void {
    for (const [place, lane] of this.#lanes.entries()) this.#plan(lane, place * STAGGER_MS)
  }

  /** Ends what runs and begins nothing more. */
  async stop(): Promise<void> {
    for (const { timer } of this.#lanes) clearTimeout(timer)
    this.#stopped.abort(new Error('Collecting evidence was stopped.'))
    await Promise.allSettled(this.#lanes.map(({ running }) => running))
  }

  /** One run of each now, or the one under way: for tests and measurements. */
  async collectAll(): Promise<void> {
    await Promise.all(this.#lanes.map(async (lane) => await this.#run(lane)))
  }

  /** One run of this collector now, or the one under way. */
  async collect(source: EvidenceSource): Promise<void> {
    for (const lane of this.#lanes) if (lane.collector.source === source) await this.#run(lane)
  }

  statuses(): CollectorStatus[] {
    return this.#lanes.map(({ status }) => status.at(this.#now()))
  }

  #plan(lane: Lane, inMs: number): void {
    if (this.#stopped.signal.aborted) return
    lane.timer = setTimeout(() => {
      void this.#run(lane).finally(() => this.#plan(lane, this.#paceOf(lane)))
    }, inMs).unref()
  }

  #paceOf({ collector, status }: Lane): number {
    const { state } = status.at(this.#now())
    const every = state === 'unavailable' ? Math.max(collector.everyMs, UNAVAILABLE_MS) : collector.everyMs
    return every * (1 - JITTER + Math.random() * 2 * JITTER)
  }

  async #run(lane: Lane): Promise<void> {
    lane.running ??= this.#once(lane).finally(() => {
      lane.running = null
    })
    await lane.running
  }

  async #once({ collector, status }: Lane): Promise<void> {
    const { source, deadlineMs } = collector
    const began = performance.now()
    const run = await this.#collect(collector)
    if (this.#stopped.signal.aborted) return
    const tookMs = Math.round(performance.now() - began)
    if (run.ok) this.#logged.delete(source)
    if (run.ok) status.came(run.collected, this.#now(), tookMs)
    else status.failed(this.#wordsOf(source, run.fault, deadlineMs), this.#now(), tookMs)
    try {
      if (run.ok) this.#topics.named(topicsRead(run.collected))
      this.#options.sink(source, run, tookMs)
    } catch (error) {
      this.#options.onError(source, error)
    }
  }

  /** Past its deadline it is given up, though what it waits for may take longer to notice. */
  async #collect(collector: EvidenceCollector): Promise<CollectRun> {
    const deadline = AbortSignal.timeout(collector.deadlineMs)
    const signal = AbortSignal.any([this.#stopped.signal, deadline])
    try {
      return { ok: true, collected: await until(signal, collector.collect(this.#context, signal)) }
    } catch (fault) {
      return { ok: false, fault }
    }
  }

  #wordsOf(source: EvidenceSource, fault: unknown, deadlineMs: number): string {
    if (fault instanceof KafkaFault) return fault.message
    if (fault instanceof DOMException && fault.name === 'TimeoutError')
      return `It was not done within ${Math.round(deadlineMs / 1000)} s and was given up; it is tried again.`
    // The same again every few seconds would be all that the log holds.
    if (this.#logged.get(source) !== `${fault}`) this.#options.onError(source, fault)
    this.#logged.set(source, `${fault}`)
    return 'It failed in a way that was not foreseen; the log of Sluice has more. It is tried again.'
  }
}

/** A topic made just now is known to who reads it before it is in the list of topics. */
function topicsRead({ observations }: Collected): string[] {
  return observations.flatMap(({ relation, object }) =>
    relation === 'reads' ? [object.slice(TOPIC.length)] : [],
  )
}

interface Lane {
  readonly collector: EvidenceCollector
  readonly status: RunStatus
  timer: NodeJS.Timeout | undefined
  running: Promise<void> | null
}
