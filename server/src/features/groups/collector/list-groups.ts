import type { GroupList, GroupListQuery } from '@sluice/shared/groups'
import type { LagState } from '@sluice/shared/groups-state'
import type { GroupKind } from '#kafka/groups.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { stateIndex } from './row-view.ts'

export interface GroupSelection
  extends Pick<GroupList, 'total' | 'all' | 'byState' | 'byType' | 'page' | 'pageSize'> {
  records: GroupRecord[]
}

/** Search, filter, order and page over what is in memory. */
export function selectGroups(memory: LagMemory, query: GroupListQuery): GroupSelection {
  const { page, pageSize } = query
  const states = new Set<LagState>(query.state)
  const types = new Set<GroupKind>(query.type)
  const byState: GroupList['byState'] = {}
  const byType: GroupList['byType'] = {}
  const shown: GroupRecord[] = []
  const wanted = query.search.toLowerCase()
  for (const record of candidates(memory, query.topic)) {
    if (!record.folded.includes(wanted)) continue
    const { lagState, kind } = record
    const [inState, inType] = [states.size === 0 || states.has(lagState), types.size === 0 || types.has(kind)]
    if (inType) byState[lagState] = (byState[lagState] ?? 0) + 1
    if (inState) byType[kind] = (byType[kind] ?? 0) + 1
    if (inState && inType) shown.push(record)
  }
  shown.sort(comparison(query.sort, query.order))
  const first = (page - 1) * pageSize
  const records = shown.slice(first, first + pageSize)
  return { records, total: shown.length, all: memory.groups.size, byState, byType, page, pageSize }
}

function candidates(memory: LagMemory, topic: string): Iterable<GroupRecord> {
  if (topic === '') return memory.groups.values()
  const entry = memory.book.find(topic)
  return (entry === null ? undefined : memory.readers.get(entry.index)) ?? []
}

type Comparison = (a: GroupRecord, b: GroupRecord) => number
type Figure = number | bigint | null

const READ: Record<Exclude<GroupListQuery['sort'], 'group' | 'severity'>, (record: GroupRecord) => Figure> = {
  lag: ({ sums }) => sums.lag,
  time: ({ sums }) => sums.time.ms,
  members: ({ members }) => members,
  commitRate: ({ sums }) => sums.commitRate,
  timeToLoss: ({ sums }) => sums.timeToLossMs,
}

function comparison(sort: GroupListQuery['sort'], order: 'asc' | 'desc'): Comparison {
  const sign = order === 'asc' ? 1 : -1
  if (sort === 'group') return (a, b) => sign * byName(a, b)
  if (sort === 'severity') {
    return (a, b) =>
      sign * (stateIndex(b.lagState) - stateIndex(a.lagState)) ||
      byFigure(a.sums.time.ms, b.sums.time.ms, sign) ||
      byFigure(a.sums.lag, b.sums.lag, sign) ||
      byName(a, b)
  }
  const read = READ[sort]
  return (a, b) => byFigure(read(a), read(b), sign) || byName(a, b)
}

/** What is not known comes last in either direction. */
function byFigure(a: Figure, b: Figure, sign: number): number {
  if (a === b) return 0
  if (a === null) return 1
  if (b === null) return -1
  return a < b ? -sign : a > b ? sign : 0
}

function byName(a: GroupRecord, b: GroupRecord): number {
  if (a.group === b.group) return 0
  return a.group < b.group ? -1 : 1
}
