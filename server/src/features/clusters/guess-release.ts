import type { ApiDescription } from '#kafka/gateway.ts'

/** The API version that a release of Apache Kafka brought. Newest first. */
const MARKS: readonly { key: number; version: number; release: string }[] = [
  { key: 78, version: 2, release: '4.2 or later' },
  { key: 74, version: 1, release: '4.1' },
  { key: 3, version: 13, release: '4.0' },
  { key: 1, version: 17, release: '3.9' },
  { key: 16, version: 5, release: '3.8' },
  { key: 1, version: 16, release: '3.7' },
  { key: 1, version: 15, release: '3.5 or 3.6' },
  { key: 1, version: 13, release: '3.1 to 3.4' },
  { key: 2, version: 7, release: '3.0' },
  { key: 3, version: 10, release: '2.8' },
  { key: 1, version: 12, release: '2.7' },
  { key: 32, version: 3, release: '2.6' },
  { key: 9, version: 7, release: '2.5' },
  { key: 47, version: 0, release: '2.4' },
  { key: 1, version: 11, release: '2.3' },
  { key: 43, version: 0, release: '2.2' },
  { key: 1, version: 10, release: '2.1' },
]

/** Names of `metadata.version` by feature level, from 1 (Kafka's MetadataVersion, KIP-778). */
const METADATA_VERSIONS = (
  '3.0-IV1 3.1-IV0 3.2-IV0 3.3-IV0 3.3-IV1 3.3-IV2 3.3-IV3 3.4-IV0 3.5-IV0 3.5-IV1 3.5-IV2 3.6-IV0 3.6-IV1 3.6-IV2 ' +
  '3.7-IV0 3.7-IV1 3.7-IV2 3.7-IV3 3.7-IV4 3.8-IV0 3.9-IV0 4.0-IV0 4.0-IV1 4.0-IV2 4.0-IV3 4.1-IV0 4.1-IV1 4.2-IV0 ' +
  '4.2-IV1 4.3-IV0'
).split(' ')

/** The finalised metadata version by name, or its level where it is newer than this table; null: not told. */
export function metadataVersionName(features: ApiDescription['features']): string | null {
  const level = features.find(({ name }) => name === 'metadata.version')?.level
  if (level === undefined) return null
  return METADATA_VERSIONS[level - 1] ?? `level ${level}`
}

/**
 * The Apache Kafka release the broker's APIs point to; a broker does not tell its own. Where the finalised metadata
 * version is newer than the newest mark, it tells more: a broker cannot be older than what it has finalised.
 */
export function guessRelease({ apis, features }: Pick<ApiDescription, 'apis' | 'features'>): string | null {
  const highest = new Map(apis.map(({ key, max }) => [key, max]))
  const mark = MARKS.find(({ key, version }) => (highest.get(key) ?? -1) >= version)
  if (mark === undefined) return null
  const finalised = /^(\d+\.\d+)-/.exec(metadataVersionName(features) ?? '')?.[1]
  if (mark === MARKS[0] && finalised !== undefined && !mark.release.startsWith(finalised))
    return isNewer(finalised, mark.release) ? `${finalised} or later` : mark.release
  return mark.release
}

function isNewer(release: string, than: string): boolean {
  const [major = 0, minor = 0] = release.split('.').map(Number)
  const [otherMajor = 0, otherMinor = 0] = than.split(/[. ]/).map(Number)
  return major > otherMajor || (major === otherMajor && minor > otherMinor)
}
