import { PROGRESS_LANES_MAX, type ScanLane } from '@sluice/shared/messages'
import { PartitionMap } from './partition-map.ts'
import type { Coverage } from './scan-plan.ts'

/** Knows what its reader was told of each partition, and tells of the others, some at a time. */
export class ChangedLanes {
  readonly #told = new PartitionMap<string>()
  /** Where the next look begins: those behind the last one told of have waited for longest. */
  #turn = 0

  take(lanes: readonly Coverage[]): ScanLane[] {
    const changed: ScanLane[] = []
    const first = this.#turn
    for (let step = 0; step < lanes.length && changed.length < PROGRESS_LANES_MAX; step += 1) {
      const at = (first + step) % lanes.length
      const lane = lanes[at]
      if (lane === undefined) continue
      const { topic, partition, from, to } = lane
      const id = { topic, partition }
      const state = `${from}:${to}`
      if (from === to || this.#told.get(id) === state) continue
      this.#told.set(id, state)
      this.#turn = at + 1
      changed.push({ ...id, from: `${from}`, to: `${to}` })
    }
    return changed
  }
}
