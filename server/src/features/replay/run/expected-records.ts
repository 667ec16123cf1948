import type { RecordPlace } from '@sluice/shared/replay'
import type { ReplayLane } from '@sluice/shared/replay-job'
import { openCheck } from '#features/messages/open-check.ts'
import { AppError } from '#http/app-error.ts'
import type { PlannedReplay } from '../replay-parts.ts'
import type { JobRecord } from './job-record.ts'
import type { WriteItem } from './lane-item.ts'
import { LaneSource } from './lane-source.ts'
import type { SessionDeps } from './session-deps.ts'
import { wantedOf } from './wanted.ts'

const BYTES = 1024 * 1024

/** Reads what a job has done once more, and shapes it again: each record that it must have written. */
export async function eachExpected(
  deps: SessionDeps,
  { record, planned, failed }: { record: JobRecord; planned: PlannedReplay; failed: readonly RecordPlace[] },
  signal: AbortSignal,
  visit: (item: WriteItem) => void,
): Promise<void> {
  const { key, filter, isolation } = record.plan.spec.source
  const asked = { ...(key === undefined ? {} : { key }), ...(filter === undefined ? {} : { filter }) }
  const check = openCheck(asked, deps.filters)
  const left = new Set(failed.map(({ topic, partition, offset }) => `${topic}/${partition}/${offset}`))
  try {
    const shaper = await deps.planner.shaper(planned, record.id)
    try {
      for (const lane of record.lanes) {
        const { topic, partition } = lane
        const source = new LaneSource({
          ...{ topic, partition, from: BigInt(lane.from), to: BigInt(lane.next), bytes: BYTES },
          ...{ wanted: wantedOf(record, lane), isWritten: null, check, shaper, copies: false },
          fetch: { gateway: deps.gateway(record.cluster), isolation, signal },
          onGap: (from, until) => mustBeKnown(lane, from, until),
        })
        await eachOf(source, (item) => {
          if (!left.has(`${topic}/${partition}/${item.source.record.offset}`)) visit(item)
        })
      }
    } finally {
      shaper.close()
    }
  } finally {
    check?.close()
  }
}

async function eachOf(source: LaneSource, visit: (item: WriteItem) => void): Promise<void> {
  while (!source.ended) {
    await source.refill()
    for (let item = source.head; item !== undefined; item = source.head) {
      if (item.kind === 'write') visit(item)
      source.shift()
    }
  }
}

/** What was gone when the job ran is not missed now. */
function mustBeKnown({ topic, partition, gaps }: ReplayLane, from: bigint, until: bigint): void {
  if (gaps.some((gap) => BigInt(gap.from) <= from && BigInt(gap.to) >= until)) return
  throw new AppError(
    'OFFSET_OUT_OF_RANGE',
    `Retention has removed offsets ${from} to ${until - 1n} of partition ${partition} of "${topic}" since the job read them: what it wrote can no longer be held against its source.`,
  )
}
