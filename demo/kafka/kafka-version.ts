/** Releases of Apache Kafka that can be started; older lines join this table with a pom of their own. */
export type KafkaVersion = '4.3.1'

export interface KafkaRelease {
  version: KafkaVersion
  /** How many jars each pom resolves to: what the progress line counts towards. */
  brokerJars: number
  toolsJars: number
  streamsJars: number
  serverClass: string
  formatClass: string
  /** Which logging library the jars bind to; it decides the shape of the log configuration. */
  logging: 'log4j2'
}

export const defaultVersion: KafkaVersion = '4.3.1'

const releases: Record<KafkaVersion, KafkaRelease> = {
  '4.3.1': {
    version: '4.3.1',
    brokerJars: 46,
    toolsJars: 92,
    streamsJars: 12,
    serverClass: 'kafka.Kafka',
    formatClass: 'kafka.tools.StorageTool',
    logging: 'log4j2',
  },
}

export function releaseOf(version: KafkaVersion): KafkaRelease {
  return releases[version]
}

export function allReleases(): KafkaRelease[] {
  return Object.values(releases)
}
