import { type CallScope, closedFault, withScope } from '../call-scope.ts'
import type { CallOptions } from '../calls.ts'
import type { ClusterConnection } from '../connection-config.ts'
import type { KafkaWriter } from '../writer.ts'
import { BrokerClient } from './broker-client.ts'
import { ClusterMap } from './cluster-map.ts'
import { GroupDirectory } from './group-directory.ts'
import { RealProducer } from './producer/real-producer.ts'
import {
  alterShareOffsets,
  commitGroupOffsets,
  deleteGroup,
  deleteGroupOffsets,
  deleteShareOffsets,
} from './real-group-writes.ts'
import type { GroupClient } from './real-groups.ts'
import { createTopic } from './real-new-topic.ts'
import { produceRecords } from './real-produce.ts'

/** A write is not called back by closing: its connection goes, and what became of it is then said to be unknown. */
const NEVER = new AbortController().signal

/** The writer to a running cluster, on connections of its own: the first write opens them. */
export function createRealWriter(connection: ClusterConnection): KafkaWriter {
  const client = new BrokerClient(connection)
  const map = new ClusterMap(client, connection)
  const groups: GroupClient = { client, map, directory: new GroupDirectory(client, map) }
  const producers = new Set<RealProducer>()
  let closed = false
  const call = async <T>(
    options: Pick<CallOptions, 'timeoutMs'> | undefined,
    work: (scope: CallScope) => Promise<T>,
  ): Promise<T> => {
    if (closed) throw closedFault(connection.name)
    const timeoutMs = options?.timeoutMs ?? connection.requestTimeoutMs
    return await withScope({ timeoutMs, closed: NEVER }, work)
  }
  return {
    produce: (batches, options) => call(options, (scope) => produceRecords(client, map, batches, scope)),
    commitGroupOffsets: (group, offsets, options) =>
      call(options, (scope) => commitGroupOffsets(groups, group, offsets, scope)),
    alterShareOffsets: (group, offsets, options) =>
      call(options, (scope) => alterShareOffsets(groups, group, offsets, scope)),
    deleteGroupOffsets: (group, kind, places, options) =>
      call(options, (scope) =>
        kind === 'share'
          ? deleteShareOffsets(groups, group, places, scope)
          : deleteGroupOffsets(groups, group, places, scope),
      ),
    deleteGroup: (group, options) => call(options, (scope) => deleteGroup(groups, group, scope)),
    createTopic: (topic, options) => call(options, (scope) => createTopic(client, map, topic, scope)),
    openProducer: async (options = {}) => {
      if (closed) throw closedFault(connection.name)
      const producer = await RealProducer.open(connection, options, (gone) => producers.delete(gone))
      producers.add(producer)
      return producer
    },
    close: async () => {
      closed = true
      for (const producer of [...producers]) producer.destroy(connection.name)
      client.close()
    },
  }
}
