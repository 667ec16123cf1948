import type { KafkaGateway } from '#kafka/gateway.ts'

/** The gateway, and which partitions are fetched through it. */
export function watchFetches(gateway: KafkaGateway): { gateway: KafkaGateway; fetched: ReadonlySet<number> } {
  const fetched = new Set<number>()
  const fetch: KafkaGateway['fetch'] = (requests, options) => {
    for (const { partition } of requests) fetched.add(partition)
    return gateway.fetch(requests, options)
  }
  const watching = new Proxy(gateway, {
    get: (target, name) => (name === 'fetch' ? fetch : Reflect.get(target, name, target)),
  })
  return { gateway: watching, fetched }
}
