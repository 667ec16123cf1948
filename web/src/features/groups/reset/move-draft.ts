import { readOffsetsCsv } from '@sluice/shared/groups-csv'
import type { MovePlanRequest, MoveTarget } from '@sluice/shared/groups-reset'
import { BookmarkId } from '@sluice/shared/replay-bookmark-id'
import type { SearchRecord } from '#lib/search-codec.ts'
import { parseTimeText } from '#lib/time-text.ts'
import { readScope, type ScopeTopic, writeScope } from './move-scope.ts'

/** Where a group may be moved to, as a person chooses it: a time is one choice, however it is written. */
export const MOVE_CHOICES = [
  'earliest',
  'latest',
  'time',
  'offset',
  'shift',
  'group',
  'bookmark',
  'snapshot',
  'csv',
  'current',
  'undo',
  'forget',
  'delete',
] as const
export type MoveChoice = (typeof MOVE_CHOICES)[number]

/** A move while it is thought of: what the link says. The text of a file is too long for a link and is none of it. */
export interface MoveDraft {
  choice: MoveChoice | null
  value: string
  scope: readonly ScopeTopic[]
}

/** `to=time:now-2h&scope=orders:0,2-5/rental`; null choice: nothing is chosen yet. */
export function readMoveDraft({ to = '', scope = '' }: SearchRecord): MoveDraft {
  const colon = to.indexOf(':')
  const name = colon < 0 ? to : to.slice(0, colon)
  const choice = MOVE_CHOICES.find((one) => one === name) ?? null
  return { choice, value: choice === null || colon < 0 ? '' : to.slice(colon + 1), scope: readScope(scope) }
}

export function writeMoveDraft({ choice, value, scope }: MoveDraft): SearchRecord {
  return {
    to: choice === null ? '' : value === '' ? choice : `${choice}:${value}`,
    scope: writeScope(scope),
  }
}

/** Why a draft cannot be asked about yet. `open`: nothing was written so far, which is no mistake. */
export type DraftFault =
  | { kind: 'open' | 'time' | 'offset' | 'shift' | 'csvNothing' }
  | { kind: 'csv'; lines: string }

interface Surroundings {
  group: string
  /** The text of the file. */
  csv: string
  zone: string
  nowMs: number
}

/** What is to be asked of the server, or why it cannot be. */
export function planRequest(
  { choice, value, scope }: MoveDraft,
  around: Surroundings,
): { request: MovePlanRequest } | { fault: DraftFault } {
  const to = targetOf(choice, value.trim(), around)
  if ('kind' in to) return { fault: to }
  return {
    request: {
      to,
      scope: scope.map(({ topic, partitions }) =>
        partitions === null ? { topic } : { topic, partitions: [...partitions] },
      ),
    },
  }
}

function targetOf(choice: MoveChoice | null, value: string, around: Surroundings): MoveTarget | DraftFault {
  switch (choice) {
    case null:
      return { kind: 'open' }
    case 'delete':
      return { mode: 'delete-group' }
    case 'csv':
      return fromCsv(around)
    case 'earliest':
    case 'latest':
    case 'current':
    case 'forget':
      return { mode: choice }
    default:
      return value === '' ? { kind: 'open' } : withValue(choice, value, around)
  }
}

function withValue(
  choice: 'time' | 'offset' | 'shift' | 'group' | 'bookmark' | 'snapshot' | 'undo',
  value: string,
  { zone, nowMs }: Surroundings,
): MoveTarget | DraftFault {
  switch (choice) {
    case 'time': {
      const time = parseTimeText(value, zone, nowMs)
      if (time === null || (time.kind === 'at' && time.ms < 0)) return { kind: 'time' }
      return time.kind === 'at' ? { mode: 'timestamp', ms: time.ms } : { mode: 'duration', ms: time.agoMs }
    }
    case 'offset':
      return isWhole(value) ? { mode: 'offset', offset: value } : { kind: 'offset' }
    case 'shift':
      return isWhole(value.replace(/^[-+]/, ''))
        ? { mode: 'shift', by: value.replace(/^\+/, '') }
        : { kind: 'shift' }
    case 'group':
      return { mode: 'group', group: value }
    case 'bookmark':
      return BookmarkId.safeParse(value).success ? { mode: 'bookmark', bookmark: value } : { kind: 'open' }
    default:
      return { mode: choice, snapshot: value }
  }
}

function fromCsv({ csv, group }: Surroundings): MoveTarget | DraftFault {
  if (csv.trim() === '') return { kind: 'open' }
  const { offsets, faults } = readOffsetsCsv(csv, group)
  if (faults.length > 0) return { kind: 'csv', lines: faults.map(({ line }) => line).join(', ') }
  return offsets.length === 0 ? { kind: 'csvNothing' } : { mode: 'csv', text: csv }
}

function isWhole(text: string): boolean {
  return /^(0|[1-9]\d{0,18})$/.test(text) && BigInt(text) < 2n ** 63n
}
