import { type CallScope, withScope } from '../call-scope.ts'
import { brokerTimeout, notSupported } from '../faults.ts'
import type {
  AnswerMemory,
  CallOptions,
  FetchedPartition,
  FetchOptions,
  FetchPartition,
  KafkaGateway,
  Outcome,
} from '../gateway.ts'
import { apisOf, since } from './memory-apis.ts'
import { MemoryCluster } from './memory-cluster.ts'
import {
  describeAcls,
  describeCluster,
  describeLogDirs,
  describeQuorum,
  describeTopicConfigs,
  describeTopics,
} from './memory-describe.ts'
import { describeGroups, listGroupOffsets, listGroups, listShareOffsets } from './memory-group-reads.ts'
import { createMemoryWriter } from './memory-produce.ts'
import { answerFetch, answerOffset, type ReadOutcome } from './memory-read.ts'
import type { MemoryClusterSpec, MemoryGateway } from './memory-spec.ts'
import { describeProducers, describeTransactions, listTransactions } from './memory-transactions.ts'
import { memoryWrites } from './memory-writes.ts'

const REQUEST_TIMEOUT_MS = 5_000

/** A cluster in this process that answers the gateway's case suite as a real one does, for tests of what is above. */
export function createMemoryGateway(spec: MemoryClusterSpec = {}): MemoryGateway {
  const cluster = new MemoryCluster(spec)
  const now = spec.now ?? Date.now
  return {
    ...memoryReads(cluster, spec),
    ...memoryWrites(cluster, now),
    writer: createMemoryWriter(cluster, {
      now,
      timeoutMs: spec.requestTimeoutMs ?? REQUEST_TIMEOUT_MS,
      has: hasOf(spec),
    }),
    groups: cluster.groups.switches(),
    calls: cluster.calls,
  }
}

function hasOf(spec: MemoryClusterSpec): (api: string) => boolean {
  const names = new Set(apisOf(spec.release ?? '4.3', spec.withoutApis ?? []).apis.map(({ name }) => name))
  return (api) => names.has(api)
}

function memoryReads(cluster: MemoryCluster, spec: MemoryClusterSpec): KafkaGateway {
  const release = spec.release ?? '4.3'
  const told = apisOf(release, spec.withoutApis ?? [])
  const has = hasOf(spec)
  const requires = (api: string, what: string, first: string) => {
    if (!has(api)) throw notSupported(what, first)
  }
  const call = callOf(cluster, spec.requestTimeoutMs ?? REQUEST_TIMEOUT_MS)
  return {
    describeCluster: (options) => call('describeCluster', options, () => describeCluster(cluster)),
    describeApis: (options) =>
      call('describeApis', options, () => ({ broker: cluster.addressOf(cluster.anyBroker()), ...told })),
    describeQuorum: (options) =>
      call('describeQuorum', options, () => {
        requires('DescribeQuorum', 'The metadata quorum', '3.3')
        return describeQuorum(cluster)
      }),
    describeTopics: (names, options) =>
      call('describeTopics', options, () => describeTopics(cluster, release, names)),
    describeTopicConfigs: (names, options = {}) =>
      call('describeTopicConfigs', options, () => {
        requires('DescribeConfigs', 'Reading configuration', '0.11')
        return describeTopicConfigs(cluster, release, names, options)
      }),
    describeLogDirs: (options) =>
      call('describeLogDirs', options, () => {
        requires('DescribeLogDirs', 'Reading the sizes of logs', '1.0')
        return describeLogDirs(cluster)
      }),
    listOffsets: (queries, options = {}) =>
      call('listOffsets', options, () => {
        cluster.anyBroker()
        const isolation = options.isolation ?? 'read_uncommitted'
        return queries.map((query) => answerOffset(cluster, query, isolation, since(release, '3.0')))
      }),
    fetch: (requests, options) =>
      call('fetch', options, async (scope) =>
        laid(await fetchWaiting(cluster, requests, options, scope), options.memory),
      ),
    describeProducers: (partitions, options) =>
      call('describeProducers', options, () => {
        requires('DescribeProducers', 'Naming the producers of a partition', '2.8')
        return describeProducers(cluster, partitions)
      }),
    listTransactions: (filter = {}, options) =>
      call('listTransactions', options, () => {
        requires('ListTransactions', 'Listing transactions', '3.0')
        return listTransactions(cluster, filter)
      }),
    describeTransactions: (ids, options) =>
      call('describeTransactions', options, () => {
        requires('DescribeTransactions', 'Describing transactions', '3.0')
        return describeTransactions(cluster, ids)
      }),
    describeAcls: (options) =>
      call('describeAcls', options, () => {
        requires('DescribeAcls', 'Reading permissions', '0.11')
        return describeAcls(cluster)
      }),
    listGroups: (options) => call('listGroups', options, () => listGroups(cluster, release)),
    describeGroups: (asked, options) =>
      call('describeGroups', options, () => describeGroups(cluster, asked, has)),
    listGroupOffsets: (names, options) =>
      call('listGroupOffsets', options, () => listGroupOffsets(cluster, names)),
    listShareOffsets: (names, options) =>
      call('listShareOffsets', options, () => listShareOffsets(cluster, names, has)),
    close: async () => cluster.close(),
  }
}

function callOf(cluster: MemoryCluster, timeoutMs: number) {
  return async <T>(
    method: string,
    options: CallOptions | undefined,
    answer: (scope: CallScope) => T | Promise<T>,
  ): Promise<T> => {
    cluster.calls[method] = (cluster.calls[method] ?? 0) + 1
    const limit = options?.timeoutMs ?? timeoutMs
    const work = async (scope: CallScope) => {
      const late = () => brokerTimeout(`Cluster "${cluster.name}"`, method, limit)
      if (cluster.latencyMs > 0) await scope.sleep(cluster.latencyMs, late)
      const answered = await answer(scope)
      if (isLate(answered)) await outlast(scope)
      return answered
    }
    return withScope({ signal: options?.signal, timeoutMs: limit, closed: cluster.closed }, work)
  }
}

/** An empty answer waits for data as a broker does, by the caller's `maxWaitMs`. */
async function fetchWaiting(
  cluster: MemoryCluster,
  requests: readonly FetchPartition[],
  options: FetchOptions,
  scope: CallScope,
) {
  cluster.anyBroker()
  const until = performance.now() + Math.min(options.maxWaitMs, scope.remainingMs() / 2)
  for (;;) {
    const change = cluster.nextChange()
    try {
      const answers = answerFetch(cluster, requests, options)
      const left = until - performance.now()
      const idle = answers.every((answer) => answer.ok && answer.value.records.length === 0)
      if (!idle || left <= 0) return answers
      const late = () => brokerTimeout(`Cluster "${cluster.name}"`, 'Fetch', options.maxWaitMs)
      await Promise.race([change.arrived, scope.sleep(left, late)])
    } finally {
      change.stop()
    }
  }
}

/** Side by side in memory of the caller's, as a broker's answer would be. */
function laid(answers: ReadOutcome<FetchedPartition>[], memory: AnswerMemory | undefined): typeof answers {
  if (memory === undefined) return answers
  const sizes = answers.map((answer) => (answer.ok ? answer.value.records.length : 0))
  const place = memory.take(sizes.reduce((sum, size) => sum + size, 0))
  let at = 0
  return answers.map((answer) => {
    if (!answer.ok) return answer
    const records = place.subarray(at, at + answer.value.records.length)
    at += answer.value.records.copy(records)
    return { ok: true, value: { ...answer.value, records } }
  })
}

function isLate(answered: unknown): boolean {
  if (!Array.isArray(answered)) return false
  return answered.some((item: Outcome<unknown>) => item.ok === false && item.fault.code === 'BROKER_TIMEOUT')
}

/** A broker that hangs is known to hang only when the deadline has passed. */
async function outlast(scope: CallScope): Promise<void> {
  const passed = new Promise<void>((resolve) => {
    if (scope.signal.aborted) resolve()
    else scope.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  await passed
}
