import type { GroupGround } from './read-group.ts'

/** Kafka Streams names its own topics `<application id>-<what>-changelog` and `-repartition`, the id being the group's. */
export function streamsLike(group: string, { kind, description, commits }: GroupGround): boolean {
  if (kind === 'streams' || kind === 'share') return false
  // The name under which its assignor presents itself.
  if (description?.assignor === 'stream') return true
  for (const { topic } of commits.values())
    if (topic.startsWith(`${group}-`) && /-(repartition|changelog)$/.test(topic)) return true
  return false
}
