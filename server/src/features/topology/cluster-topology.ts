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
import type { LagBoard } from '#features/groups/lag-board.ts'
import { AppError } from '#http/app-error.ts'
import type { CollectRunner, CollectSink } from './collect/collect-runner.ts'
import { diffGraphs } from './graph/diff-graphs.ts'
import { drawModel } from './graph/draw-graph.ts'
import { edgeEvidence } from './graph/edge-evidence.ts'
import type { GraphInput, KnownTopic } from './graph/graph-input.ts'
import { KnownGroups } from './graph/known-groups.ts'
import { LiveModels } from './graph/live-models.ts'
import { buildModel, type Model } from './graph/model.ts'
import { versionOf } from './graph/version.ts'
import { VersionTeller } from './graph/version-teller.ts'
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
  /** What nobody foresaw, while nobody waits for an answer. */
  onError: (error: unknown) => void
}

type Asked = Pick<TopologyQuery, 'at' | 'window'>

const TIMES_MAX = 2_016

/** The graph of one cluster, now and as of the past. */
export class ClusterTopology {
  readonly #deps: ClusterTopologyDeps
  readonly #models: LiveModels
  readonly #teller: VersionTeller

  constructor(deps: ClusterTopologyDeps) {
    this.#deps = deps
    const { now, onError } = deps
    this.#models = new LiveModels((at, window) => buildModel(this.#input(at, window, true)), now)
    const version = () => versionOf(this.model({ window: TOPOLOGY_WINDOW_MS }))
    this.#teller = new VersionTeller({ version, now, onError })
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
    if (at === undefined || at >= this.#deps.now()) return this.#models.get(window)
    return buildModel(this.#input(at, window, false))
  }

  /** Tells of each graph of now that is another than before, the first time at once; returns what ends it. */
  onChange(listener: (event: TopologyEvent) => void): () => void {
    return this.#teller.listen(listener)
  }

  stop(): void {
    this.#teller.stop()
  }

  /** Rules changed: what was drawn before them is no longer so. */
  changed(): void {
    this.#models.forget()
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
    const groups = board === null ? null : new KnownGroups((group) => board.standing(group))
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
