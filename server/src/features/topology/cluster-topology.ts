import {
  type EdgeEvidence,
  TOPOLOGY_WINDOW_MS,
  type TopologyEvent,
  type TopologyGraph,
  type TopologyQuery,
  type TopologyTimes,
} from '@sluice/shared/topology'
import type { TopologyDiff, TopologyDiffQuery } from '@sluice/shared/topology-diff'
import type { Identity, IdentityChange, IdentityRules } from '@sluice/shared/topology-identity'
import type { GroupStanding, LagBoard } from '#features/groups/lag-board.ts'
import { AppError } from '#http/app-error.ts'
import type { CollectRunner, CollectSink } from './collect/collect-runner.ts'
import { diffGraphs } from './graph/diff-graphs.ts'
import { drawModel } from './graph/draw-graph.ts'
import { edgeEvidence } from './graph/edge-evidence.ts'
import type { GraphInput, KnownTopic } from './graph/graph-input.ts'
import { buildModel, type Model } from './graph/model.ts'
import { versionOf } from './graph/version.ts'
import { CONVENTIONS } from './identity/convention-words.ts'
import type { RuleBook } from './identity/rule-book.ts'
import { BUCKET_MS, type EvidenceLog } from './log/evidence-log.ts'
import type { KeptPast } from './log/kept-past.ts'
import type { TopicWatch } from './log/topic-watch.ts'

export interface ClusterTopologyDeps {
  log: EvidenceLog
  past: KeptPast
  topics: TopicWatch
  board: LagBoard | null
  rules: RuleBook
  runner: Pick<CollectRunner, 'statuses'>
  now: () => number
}

type Asked = Pick<TopologyQuery, 'at' | 'window'>

/** A graph of now is drawn again no sooner than this, however many ask. */
const FRESH_MS = 1_000
/** Changes are told of at this pace: many collectors run at once. */
const TOLD_MS = 2_000
const TIMES_MAX = 2_016

/** The graph of one cluster, now and as of the past. */
export class ClusterTopology {
  readonly #deps: ClusterTopologyDeps
  readonly #listeners = new Set<(event: TopologyEvent) => void>()
  /** The model of now by its window; made anew when it is old. */
  readonly #models = new Map<number, { model: Model; madeAt: number; changes: number }>()
  #timer: NodeJS.Timeout | undefined
  #told: string | null = null

  constructor(deps: ClusterTopologyDeps) {
    this.#deps = deps
  }

  graph(query: TopologyQuery): TopologyGraph {
    return drawModel(this.model(query), query)
  }

  /** Throws `NOT_FOUND` where the graph of this query has no such edge. */
  evidence(id: string, query: TopologyQuery): EdgeEvidence {
    const found = edgeEvidence(this.model(query), query.level, id)
    if (found !== null) return found
    throw new AppError(
      'NOT_FOUND',
      'The graph of this time, window and level has no such edge. It may have been drawn by evidence that is too old by now: load the graph again.',
    )
  }

  diff({ from, to, window, level }: TopologyDiffQuery): TopologyDiff {
    const graphAt = (at: number) => drawModel(this.model({ at, window }), { level, depth: 1 })
    return diffGraphs(graphAt(from), graphAt(to))
  }

  identity(): Identity {
    const { used } = this.model({ window: TOPOLOGY_WINDOW_MS }).who
    const conventions = CONVENTIONS.map((convention) => ({
      ...convention,
      used: used.get(convention.id) ?? 0,
    }))
    return { ...this.#deps.rules.read(), conventions }
  }

  changeIdentity(change: IdentityChange): IdentityRules {
    return this.#deps.rules.change(change)
  }

  times(): TopologyTimes {
    const { log, past } = this.#deps
    const found = new Map(past.times().map(({ at, evidence }) => [at, evidence]))
    for (const { at, evidence } of log.times()) found.set(at, Math.max(evidence, found.get(at) ?? 0))
    const buckets = [...found]
      .map(([at, evidence]) => ({ at, evidence }))
      .sort((one, other) => one.at - other.at)
      .slice(-TIMES_MAX)
    return { bucketMs: BUCKET_MS, first: buckets[0]?.at ?? null, last: buckets.at(-1)?.at ?? null, buckets }
  }

  model({ at, window }: Asked): Model {
    const now = this.#deps.now()
    if (at !== undefined && at < now) return buildModel(this.#input(at, window, false))
    const known = this.#models.get(window)
    if (known !== undefined && now - known.madeAt < FRESH_MS) return known.model
    const model = buildModel(this.#input(now, window, true))
    for (const [other, { madeAt }] of this.#models) if (now - madeAt > FRESH_MS) this.#models.delete(other)
    this.#models.set(window, { model, madeAt: now, changes: this.#deps.log.changes })
    return model
  }

  /** Tells of each graph of now that is another than before, the first time at once; returns what ends it. */
  onChange(window: number, listener: (event: TopologyEvent) => void): () => void {
    this.#listeners.add(listener)
    const { input } = this.model({ window })
    listener({ at: input.at, version: this.#version(window) })
    this.#timer ??= setInterval(() => this.#tell(window), TOLD_MS).unref()
    return () => {
      this.#listeners.delete(listener)
      if (this.#listeners.size === 0) this.stop()
    }
  }

  stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  /** Rules changed: what was drawn before them is no longer so. */
  changed(): void {
    this.#models.clear()
  }

  #tell(window: number): void {
    const version = this.#version(window)
    if (version === this.#told) return
    this.#told = version
    for (const listener of this.#listeners) listener({ at: this.#deps.now(), version })
  }

  #version(window: number): string {
    return versionOf(this.model({ window }))
  }

  #input(at: number, window: number, live: boolean): GraphInput {
    const { log, past, rules, runner } = this.#deps
    const made = { at, window, live, rules: rules.rules, collectors: runner.statuses() }
    if (!live)
      return {
        ...made,
        groups: null,
        rows: log.rows(at - window, at),
        topics: past.topicsAt(at).map(asOfThen),
        rate: past.rates(at, window),
      }
    const { board, topics } = this.#deps
    const groups = board === null ? null : new Map<string, GroupStanding>()
    for (const standing of board?.standings() ?? []) groups?.set(standing.group, standing)
    const rate = (topic: string) => topics.rates.rate(topic)
    return { ...made, ...this.#liveRows(at, window), groups, rate, topics: topics.topics() }
  }

  /** What is in memory is shown though the disk cannot be read, and that it is not all is said. */
  #liveRows(at: number, window: number): Pick<GraphInput, 'rows' | 'partial'> {
    const { log } = this.#deps
    try {
      return { rows: log.rows(at - window, at) }
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'STORE_UNAVAILABLE') throw error
      return { rows: log.rows(at - window, at, { memoryOnly: true }), partial: error.message }
    }
  }
}

/** How many partitions it had and how long it was kept then is not known. */
function asOfThen(name: string): KnownTopic {
  return { name, internal: name.startsWith('__'), partitions: null, retentionMs: null, compacted: null }
}

/** Puts what collectors bring into the log. */
export function sinkInto(log: EvidenceLog): CollectSink {
  return (source, run) => {
    if (run.ok) log.add(source, run.collected.observations)
  }
}
