import { type CallScope, closedFault, withScope } from '../call-scope.ts'
import type { ClusterConnection } from '../connection-config.ts'
import type { CallOptions, KafkaGateway } from '../gateway.ts'
import { BrokerClient } from './broker-client.ts'
import { ClusterMap } from './cluster-map.ts'
import { GroupDirectory } from './group-directory.ts'
import { describeAcls } from './real-acls.ts'
import { describeTopicConfigs } from './real-configs.ts'
import { describeCluster, describeLogDirs, describeQuorum, describeTopics } from './real-describe.ts'
import { describeGroups } from './real-describe-groups.ts'
import { fetchRecords } from './real-fetch.ts'
import { listGroupOffsets } from './real-group-offsets.ts'
import { type GroupClient, listGroups } from './real-groups.ts'
import { listOffsets } from './real-offsets.ts'
import { describeProducers } from './real-producers.ts'
import { listShareOffsets } from './real-share-offsets.ts'
import { describeTransactions, listTransactions } from './real-transactions.ts'

/** The gateway to a running cluster. Creating it connects to nothing: the first call does, and so does each later one. */
export function createRealGateway(connection: ClusterConnection): KafkaGateway {
  const client = new BrokerClient(connection)
  const map = new ClusterMap(client, connection)
  const groups: GroupClient = { client, map, directory: new GroupDirectory(client, map) }
  const closed = new AbortController()
  const call = async <T>(
    options: CallOptions | undefined,
    work: (scope: CallScope) => Promise<T>,
    extraMs = 0,
  ): Promise<T> => {
    const timeoutMs = options?.timeoutMs ?? connection.requestTimeoutMs + extraMs
    return await withScope({ signal: options?.signal, timeoutMs, closed: closed.signal }, work)
  }
  return {
    describeCluster: (options) => call(options, (scope) => describeCluster(map, scope)),
    describeApis: (options) =>
      call(options, (scope) =>
        client.useAny(map.candidates(), 'ApiVersions', (link) => link.refreshApis(), scope),
      ),
    describeQuorum: (options) => call(options, (scope) => describeQuorum(client, map, scope)),
    describeTopics: (names, options) => call(options, (scope) => describeTopics(map, names, scope)),
    describeTopicConfigs: (names, options = {}) =>
      call(options, (scope) => describeTopicConfigs(client, map, names, options, scope)),
    describeLogDirs: (options) => call(options, (scope) => describeLogDirs(client, map, scope)),
    listOffsets: (queries, options = {}) =>
      call(options, (scope) =>
        listOffsets(client, map, queries, options.isolation ?? 'read_uncommitted', scope),
      ),
    fetch: (requests, options) =>
      call(options, (scope) => fetchRecords(client, map, requests, options, scope), options.maxWaitMs),
    describeProducers: (partitions, options) =>
      call(options, (scope) => describeProducers(client, map, partitions, scope)),
    listTransactions: (filter = {}, options) =>
      call(options, (scope) => listTransactions(client, map, filter, scope)),
    describeTransactions: (ids, options) =>
      call(options, (scope) => describeTransactions(client, map, ids, scope)),
    describeAcls: (options) => call(options, (scope) => describeAcls(client, map, scope)),
    listGroups: (options) => call(options, (scope) => listGroups(groups, scope)),
    describeGroups: (asked, options) => call(options, (scope) => describeGroups(groups, asked, scope)),
    listGroupOffsets: (names, options) =>
      call(options, (scope) => listGroupOffsets(groups, names, scope, options?.requireStable)),
    listShareOffsets: (names, options) => call(options, (scope) => listShareOffsets(groups, names, scope)),
    close: async () => {
      closed.abort(closedFault(connection.name))
      client.close()
    },
  }
}
