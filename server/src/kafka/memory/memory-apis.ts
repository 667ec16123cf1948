import type { ApiDescription } from '../gateway.ts'

/** The Kafka releases an in-memory cluster can pass for: the oldest supported, ZooKeeper's end, and two of KRaft. */
export type MemoryRelease = '2.1' | '2.8' | '3.9' | '4.3'

type Range = readonly [key: number, min: number, max: number]

const NAMES: Readonly<Record<number, string>> = {
  0: 'Produce',
  1: 'Fetch',
  2: 'ListOffsets',
  3: 'Metadata',
  8: 'OffsetCommit',
  9: 'OffsetFetch',
  10: 'FindCoordinator',
  15: 'DescribeGroups',
  16: 'ListGroups',
  18: 'ApiVersions',
  29: 'DescribeAcls',
  32: 'DescribeConfigs',
  35: 'DescribeLogDirs',
  42: 'DeleteGroups',
  47: 'OffsetDelete',
  55: 'DescribeQuorum',
  60: 'DescribeCluster',
  61: 'DescribeProducers',
  65: 'DescribeTransactions',
  66: 'ListTransactions',
  69: 'ConsumerGroupDescribe',
  75: 'DescribeTopicPartitions',
  77: 'ShareGroupDescribe',
  89: 'StreamsGroupDescribe',
  90: 'DescribeShareGroupOffsets',
  91: 'AlterShareGroupOffsets',
  92: 'DeleteShareGroupOffsets',
}

// Only what an explorer asks for; the figures are those the releases' brokers advertise.
const RANGES: Readonly<Record<MemoryRelease, readonly Range[]>> = {
  '2.1': [
    [0, 0, 7],
    [1, 0, 10],
    [2, 0, 4],
    [3, 0, 7],
    [8, 0, 6],
    [9, 0, 5],
    [10, 0, 2],
    [15, 0, 2],
    [16, 0, 2],
    [18, 0, 2],
    [29, 0, 1],
    [32, 0, 2],
    [35, 0, 1],
    [42, 0, 1],
  ],
  '2.8': [
    [0, 0, 9],
    [1, 0, 12],
    [2, 0, 6],
    [3, 0, 11],
    [8, 0, 8],
    [9, 0, 7],
    [10, 0, 3],
    [15, 0, 5],
    [16, 0, 4],
    [18, 0, 3],
    [29, 0, 2],
    [32, 0, 4],
    [35, 0, 2],
    [42, 0, 2],
    [47, 0, 0],
    [60, 0, 0],
    [61, 0, 0],
  ],
  '3.9': [
    [0, 0, 11],
    [1, 0, 17],
    [2, 0, 9],
    [3, 0, 12],
    [8, 0, 9],
    [9, 0, 9],
    [10, 0, 6],
    [15, 0, 5],
    [16, 0, 5],
    [18, 0, 4],
    [29, 0, 3],
    [32, 0, 4],
    [35, 0, 4],
    [42, 0, 2],
    [47, 0, 0],
    [55, 0, 2],
    [60, 0, 1],
    [61, 0, 0],
    [65, 0, 0],
    [66, 0, 1],
    [69, 0, 0],
    [75, 0, 0],
  ],
  '4.3': [
    [0, 0, 13],
    [1, 4, 18],
    [2, 1, 11],
    [3, 0, 13],
    [8, 2, 10],
    [9, 1, 10],
    [10, 0, 6],
    [15, 0, 6],
    [16, 0, 5],
    [18, 0, 4],
    [29, 1, 3],
    [32, 1, 4],
    [35, 1, 5],
    [42, 0, 2],
    [47, 0, 0],
    [55, 0, 2],
    [60, 0, 2],
    [61, 0, 0],
    [65, 0, 0],
    [66, 0, 2],
    [69, 0, 1],
    [75, 0, 0],
    [77, 1, 1],
    [89, 0, 0],
    [90, 0, 1],
    [91, 0, 0],
    [92, 0, 0],
  ],
}

const FEATURES: Readonly<Record<MemoryRelease, ApiDescription['features']>> = {
  '2.1': [],
  '2.8': [],
  '3.9': [{ name: 'metadata.version', level: 21 }],
  '4.3': [
    { name: 'group.version', level: 1 },
    { name: 'streams.version', level: 1 },
    { name: 'transaction.version', level: 2 },
    { name: 'eligible.leader.replicas.version', level: 1 },
    { name: 'share.version', level: 1 },
    { name: 'metadata.version', level: 30 },
  ],
}

/** What a broker of that release advertises, less the APIs named in `without`. */
export function apisOf(release: MemoryRelease, without: readonly string[]): Omit<ApiDescription, 'broker'> {
  const apis = RANGES[release].map(([key, min, max]) => ({ key, name: NAMES[key] ?? `API ${key}`, min, max }))
  return { apis: apis.filter((api) => !without.includes(api.name)), features: [...FEATURES[release]] }
}

/** Whether `release` is `first` or later. */
export function since(release: MemoryRelease, first: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  const [firstMajor = 0, firstMinor = 0] = first.split('.').map(Number)
  return major > firstMajor || (major === firstMajor && minor >= firstMinor)
}
