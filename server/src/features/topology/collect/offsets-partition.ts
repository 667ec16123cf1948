/** The partition of `__consumer_offsets` that holds a group's commits: Java's hash of its name, as the broker does it. */
export function offsetsPartition(group: string, partitions: number): number {
  let hash = 0
  for (let at = 0; at < group.length; at += 1) hash = (Math.imul(hash, 31) + group.charCodeAt(at)) | 0
  // Java's lowest number has no positive counterpart; the broker takes 0 for it.
  return (hash === -2_147_483_648 ? 0 : Math.abs(hash)) % partitions
}

/** The group that a record of `__consumer_offsets` commits for; null: it is no commit (KIP-211, OffsetCommitKey). */
export function committingGroup(key: Buffer | null): string | null {
  if (key === null || key.length < 4) return null
  const version = key.readInt16BE(0)
  if (version !== 0 && version !== 1) return null
  const length = key.readInt16BE(2)
  if (length < 0 || key.length < 4 + length) return null
  return key.toString('utf8', 4, 4 + length)
}
