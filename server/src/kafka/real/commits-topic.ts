/** Where Kafka keeps what groups commit: who leads a partition of it coordinates the groups in it. */
export const COMMITS_TOPIC = '__consumer_offsets'

/** The partition of that topic in which a group is kept: Java's hash of its id, as a broker reckons it. */
export function commitsPartition(group: string, partitions: number): number {
  if (partitions <= 0) return -1
  let hash = 0
  for (let at = 0; at < group.length; at += 1) hash = (Math.imul(hash, 31) + group.charCodeAt(at)) | 0
  // The lowest number has no positive one: Kafka takes 0 for it.
  return hash === -(2 ** 31) ? 0 : Math.abs(hash) % partitions
}
