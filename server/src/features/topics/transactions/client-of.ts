import type { OpenTransaction } from '@sluice/shared/topics-transactions'

/** Kafka Streams: its application, the UUID of a process, the number of a thread (KIP-447). */
const STREAMS = /^(.+)-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d+$/
/** The leader of a Connect cluster with exactly-once sources (KIP-618). */
const CONNECT = /^connect-cluster-(.+)$/

/** Who makes transactional ids like this one; null where they are of one's own choice. */
export function clientOf(transactionalId: string): OpenTransaction['client'] {
  const streams = STREAMS.exec(transactionalId)?.[1]
  if (streams !== undefined) return { kind: 'streams', name: streams }
  const connect = CONNECT.exec(transactionalId)?.[1]
  return connect === undefined ? null : { kind: 'connect', name: connect }
}
