import { GROUP_TYPES } from '@sluice/shared/groups'
import type { Snapshot } from '@sluice/shared/groups-reset-result'
import type { GroupSnapshots } from '#store/group-snapshots.ts'

/** What a group can be brought back to, newest first. */
export function listSnapshots(snapshots: GroupSnapshots, cluster: string, group: string): Snapshot[] {
  return snapshots.list(cluster, group).map(({ id, at, who, why, kind, mode, partitions, moves }) => {
    const type = GROUP_TYPES.find((one) => one === kind) ?? 'unknown'
    return { id, group, type, at, who, why, mode, partitions, moved: moves }
  })
}
