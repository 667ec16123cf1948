import { FEATURES, type Feature, type FeatureState } from '@sluice/shared/clusters'
import type { ApiDescription } from '#kafka/gateway.ts'

interface Need {
  /** API keys of the Kafka protocol with the lowest version that will do. */
  apis: readonly [key: number, version: number][]
  /** The first Apache Kafka release that has them all. */
  since: string
  /** A feature an operator turns on with kafka-features.sh. */
  flag?: { name: string; level: number }
}

const NEEDS: Readonly<Record<Feature, Need>> = {
  topics: { apis: [[3, 1]], since: '0.10' },
  messages: {
    apis: [
      [1, 4],
      [2, 2],
    ],
    since: '0.11',
  },
  topicConfigs: { apis: [[32, 1]], since: '1.1' },
  topicSizes: { apis: [[35, 0]], since: '1.0' },
  topicIds: { apis: [[3, 10]], since: '2.8' },
  quorum: { apis: [[55, 0]], since: '3.3, in KRaft mode' },
  groups: {
    apis: [
      [15, 0],
      [16, 0],
      [9, 1],
    ],
    since: '0.10',
  },
  consumerGroupProtocol: { apis: [[69, 0]], since: '4.0', flag: { name: 'group.version', level: 1 } },
  shareGroups: {
    apis: [
      [77, 0],
      [90, 0],
    ],
    since: '4.2',
    flag: { name: 'share.version', level: 1 },
  },
  streamsGroups: { apis: [[89, 0]], since: '4.2', flag: { name: 'streams.version', level: 1 } },
  producers: { apis: [[61, 0]], since: '2.8' },
  transactions: {
    apis: [
      [65, 0],
      [66, 0],
    ],
    since: '3.0',
  },
  acls: { apis: [[29, 0]], since: '0.11' },
}

/** What this cluster can do, by the APIs its broker offers and the features its operator has turned on. */
export function describeFeatures({
  apis,
  features,
}: Pick<ApiDescription, 'apis' | 'features'>): FeatureState[] {
  const offered = new Map(apis.map((api) => [api.key, api]))
  const levels = new Map(features.map(({ name, level }) => [name, level]))
  return FEATURES.map((feature) => {
    const { apis: needed, since, flag } = NEEDS[feature]
    const lacking = needed.filter(([key, version]) => (offered.get(key)?.max ?? -1) < version)
    if (lacking.length > 0) return unavailable(feature, `Needs Apache Kafka ${since} or later.`)
    if (flag !== undefined && (levels.get(flag.name) ?? 0) < flag.level)
      return unavailable(
        feature,
        `Turned off on this cluster. An operator turns it on with: kafka-features.sh upgrade --feature ${flag.name}=${flag.level}`,
      )
    return { feature, state: { available: true, value: true } }
  })
}

function unavailable(feature: Feature, message: string): FeatureState {
  return { feature, state: { available: false, fault: { code: 'NOT_SUPPORTED', message } } }
}
