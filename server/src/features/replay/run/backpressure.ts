import type { KafkaGateway } from '#kafka/gateway.ts'

/** Where a group is behind on the topics that are written to; null: it cannot be told. */
export async function lagOn(
  gateway: Pick<KafkaGateway, 'listGroupOffsets' | 'listOffsets'>,
  group: string,
  targets: readonly { topic: string; partitions: number }[],
  signal: AbortSignal,
): Promise<bigint | null> {
  // Commits first: what is written between the two makes the lag seem larger, never smaller.
  const [offsets] = await gateway.listGroupOffsets([group], { signal })
  if (offsets === undefined || !offsets.ok || offsets.value.faults.length > 0) return null
  const commits = new Map<string, bigint>()
  for (const { topic, partitions } of offsets.value.topics)
    for (const { partition, offset } of partitions) commits.set(`${topic}/${partition}`, offset)
  const asked = targets.flatMap(({ topic, partitions }) =>
    Array.from({ length: partitions }, (_, partition) => ({ topic, partition })),
  )
  const [starts, ends] = await Promise.all([
    gateway.listOffsets(
      asked.map((id) => ({ ...id, at: 'earliest' as const })),
      { signal },
    ),
    gateway.listOffsets(
      asked.map((id) => ({ ...id, at: 'latest' as const })),
      { signal },
    ),
  ])
  let lag = 0n
  for (const [index, { topic, partition }] of asked.entries()) {
    const [start, end] = [starts[index], ends[index]]
    if (!start?.ok || !end?.ok || end.value.offset === null) return null
    const committed = commits.get(`${topic}/${partition}`)
    // A partition that never held a record needs no commit.
    if (committed === undefined && end.value.offset === (start.value.offset ?? 0n)) continue
    if (committed === undefined) return null
    if (end.value.offset > committed) lag += end.value.offset - committed
  }
  return lag
}
