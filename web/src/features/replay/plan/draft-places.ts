import { readOffset, readPartition } from '@sluice/shared/messages-start'
import { isTopicName } from '@sluice/shared/messages-topics'
import { REPLAY_RECORDS_MAX, type RecordPlace } from '@sluice/shared/replay'

/** `orders:0:17,19-25;orders:3:4`: records by their places; null where that cannot be read or names too many. */
export function readPlaces(text: string): RecordPlace[] | null {
  const places: RecordPlace[] = []
  for (const lane of text.split(';')) {
    const [topic = '', number = '', offsets = '', ...more] = lane.split(':')
    const partition = readPartition(number)
    if (!isTopicName(topic) || partition === null || more.length > 0) return null
    for (const stretch of offsets.split(',')) {
      const [first = '', last = first, ...rest] = stretch.split('-')
      const [from, to] = [readOffset(first), readOffset(last)]
      if (from === null || to === null || rest.length > 0) return null
      const count = BigInt(to) - BigInt(from) + 1n
      if (count < 1n || count > BigInt(REPLAY_RECORDS_MAX - places.length)) return null
      for (let step = 0n; step < count; step++)
        places.push({ topic, partition, offset: (BigInt(from) + step).toString() })
    }
  }
  return places.length === 0 ? null : places
}

export function writePlaces(places: readonly RecordPlace[]): string {
  const lanes = Map.groupBy(places, ({ topic, partition }) => `${topic}:${partition}`)
  return [...lanes]
    .map(([lane, of]) => `${lane}:${stretches(of.map(({ offset }) => BigInt(offset)))}`)
    .join(';')
}

function stretches(offsets: readonly bigint[]): string {
  const runs: { from: bigint; to: bigint }[] = []
  for (const offset of [...new Set(offsets)].sort((a, b) => (a < b ? -1 : 1))) {
    const last = runs.at(-1)
    if (last && last.to + 1n === offset) last.to = offset
    else runs.push({ from: offset, to: offset })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}
