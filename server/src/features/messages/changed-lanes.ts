import { PROGRESS_LANES_MAX, type ScanLane } from '@sluice/shared/messages'
import { PartitionMap } from './partition-map.ts'
import type { Coverage } from './scan-plan.ts'

/** Knows what its reader was told of each partition, and tells of the others, some at a time. */
export class ChangedLanes {
  readonly #told = new PartitionMap<string>()

  take(lanes: readonly Coverage[]): ScanLane[] {
    const changed: ScanLane[] = []
    for (const { topic, partition, from, to } of lanes) {
      if (changed.length === PROGRESS_LANES_MAX) break
      const id = { topic, partition }
      const state = `${from}:${to}`
      if (from === to || this.#told.get(id) === state) continue
      this.#told.set(id, state)
      changed.push({ ...id, from: `${from}`, to: `${to}` })
    }
    return changed
  }
}
