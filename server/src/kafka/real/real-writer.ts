import { closedFault, withScope } from '../call-scope.ts'
import type { ClusterConnection } from '../connection-config.ts'
import type { KafkaWriter } from '../writer.ts'
import { BrokerClient } from './broker-client.ts'
import { ClusterMap } from './cluster-map.ts'
import { produceRecords } from './real-produce.ts'

/** A write is not called back by closing: its connection goes, and what became of it is then said to be unknown. */
const NEVER = new AbortController().signal

/** The writer to a running cluster, on connections of its own: the first write opens them. */
export function createRealWriter(connection: ClusterConnection): KafkaWriter {
  const client = new BrokerClient(connection)
  const map = new ClusterMap(client, connection)
  let closed = false
  return {
    produce: async (batches, { timeoutMs = connection.requestTimeoutMs } = {}) => {
      if (closed) throw closedFault(connection.name)
      return await withScope({ timeoutMs, closed: NEVER }, (scope) =>
        produceRecords(client, map, batches, scope),
      )
    },
    close: async () => {
      closed = true
      client.pool.close()
    },
  }
}
