import { Connection } from '@platformatic/kafka'
import type { FetchOptions, FetchPartition, KafkaGateway } from '../gateway.ts'
import { byTopic } from '../real/distinct-rounds.ts'
import { FETCH } from '../real/wire-apis.ts'
import { connectionTo } from './connection-to.ts'

/** Of Kafka 2.7 and later. */
const VERSION = 12

/** Fetches from one broker over a connection of the client library as it comes: the library gathers what arrives. */
export async function openLibraryFetch(bootstrap: string): Promise<Pick<KafkaGateway, 'fetch' | 'close'>> {
  const [host = '', port] = bootstrap.split(':')
  const { clientId, connectTimeoutMs } = connectionTo([bootstrap])
  const connection = new Connection(clientId, { connectTimeout: connectTimeoutMs })
  await connection.connect(host, Number(port))
  const api = FETCH.versions.get(VERSION)
  if (api === undefined) throw new Error(`Fetch ${VERSION} is not known here`)
  const fetch = async (requests: readonly FetchPartition[], { maxWaitMs, maxBytes }: FetchOptions) => {
    const topics = byTopic(requests, ({ partition, offset, maxBytes: most }) => {
      return { partition, offset, maxBytes: most }
    })
    const answer = await api.async(connection, { maxWaitMs, maxBytes, readCommitted: true, topics })
    return answer.topics.flatMap(({ name: topic, partitions }) =>
      partitions.map((value) => ({ ok: true as const, value: { topic, ...value } })),
    )
  }
  return { fetch, close: () => connection.close() }
}
