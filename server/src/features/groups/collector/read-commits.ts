import type { GroupReads } from '#kafka/groups.ts'
import { askCommits } from './ask-places.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { RoomAhead } from './room-ahead.ts'
import { Slices } from './slices.ts'
import { takePlaces } from './take-places.ts'

/** Answers of so many rows are held at a time, as the bytes that came. */
const ROWS_AT_ONCE = 25_000
/** While one part is taken over, the coordinator answers the next. */
const LANES = 2
/** What a group is taken to have before it was read. */
const ROWS_GUESSED = 20

type Gateway = Pick<GroupReads, 'listGroupOffsets' | 'listShareOffsets'>

/**
 * Reads where groups stand and lays it beside their rows, a part of the groups after the other for each coordinator, so
 * that one that is slow holds up its own. Returns the groups that were read; the others bear their fault, or what they
 * had is held.
 */
export async function readCommits(
  { gateway, memory }: { gateway: Gateway; memory: LagMemory },
  due: readonly GroupRecord[],
  /** Assignments, which are laid beside the commits. */
  members: Promise<void>,
  options: { signal: AbortSignal; timeoutMs: number; now: () => number; whole: boolean },
): Promise<GroupRecord[]> {
  const read: GroupRecord[] = []
  const room = new RoomAhead(memory, due)
  const takeAll = async (parts: Iterable<GroupRecord[]>): Promise<void> => {
    const slices = new Slices()
    for (const part of parts) {
      const places = await askCommits(gateway, part, options)
      await members
      for (const record of part) {
        if (takePlaces(memory, record, places.get(record.group), options.now())) read.push(record)
        room.took(record)
        places.delete(record.group)
        await slices.pause()
      }
    }
  }
  const takeFrom = async (records: readonly GroupRecord[]): Promise<void> => {
    const lanes = [...Map.groupBy(records, ({ coordinator }) => coordinator).values()].flatMap((own) => {
      const parts = shared(partsOf(own))
      return Array.from({ length: LANES }, async () => await takeAll(parts))
    })
    await Promise.all(lanes)
  }
  // Before the others: commits that waited for them would be that much older than the ends they are compared with.
  const shares = await memory.shares.read(
    gateway,
    due.filter(({ kind }) => kind === 'share'),
    options,
  )
  await members
  for (const [group, places] of shares) {
    const record = memory.groups.get(group)
    if (record?.kind === 'share' && takePlaces(memory, record, places, options.now())) read.push(record)
  }
  await takeFrom(due.filter(({ kind }) => kind !== 'share'))
  return read
}

function* partsOf(records: readonly GroupRecord[]): Iterable<GroupRecord[]> {
  let part: GroupRecord[] = []
  let rows = 0
  for (const record of records) {
    part.push(record)
    rows += record.asOf === null ? ROWS_GUESSED : record.rows.length
    if (rows < ROWS_AT_ONCE) continue
    yield part
    part = []
    rows = 0
  }
  if (part.length > 0) yield part
}

/** Several loops over it share its items; one that ends before the others leaves them theirs. */
function shared<T>(items: Iterable<T>): Iterable<T> {
  const rest = items[Symbol.iterator]()
  return { [Symbol.iterator]: () => ({ next: () => rest.next() }) }
}
