import { type LinkFault, LinkReader } from '@sluice/shared/link-reader'
import { type MessagesQuery, readMessagesQuery, writeMessagesQuery } from '@sluice/shared/messages-link'
import { readOffset, readPartition, type Start } from '@sluice/shared/messages-start'
import { isTopicName } from '@sluice/shared/messages-topics'
import { type EventPlace, SPEED_MAX, SPEED_MIN } from '#lib/play-engine.ts'

export const LANE_KINDS = ['topic', 'partition', 'key'] as const
export type LaneKind = (typeof LANE_KINDS)[number]

/** Everything of a play back that a link carries. What is read is said in the words of the messages page. */
export interface PlayUrl {
  query: MessagesQuery
  /** Where the clock stands, in epoch milliseconds; null: at the start of the range. */
  at: number | null
  speed: number
  /** Pauses that would take longer than this are passed over; null: none. */
  skipMs: number | null
  lanes: LaneKind
  /** Only what the filter finds is played; otherwise it is marked, and jumped to. */
  only: boolean
  /** The record in the inspector. */
  record: EventPlace | null
}

export const SKIP_DEFAULT_MS = 2000
const RECENT_MS = 15 * 60_000
const CALENDAR_MS = 8.64e15

export function readPlayUrl(search: Readonly<Record<string, unknown>>): {
  url: PlayUrl
  faults: LinkFault[]
} {
  const link = new LinkReader(search)
  const url: PlayUrl = {
    query: readMessagesQuery(link),
    at: link.read<number | null>('at', null, readAt),
    speed: link.read('speed', 1, readSpeed),
    skipMs: link.read<{ ms: number | null }>('skip', { ms: SKIP_DEFAULT_MS }, readSkip).ms,
    lanes: link.read('lanes', 'topic', (text) => LANE_KINDS.find((kind) => kind === text) ?? null),
    only: link.read('only', false, (text) => (text === '1' ? true : text === '0' ? false : null)),
    record: link.read<EventPlace | null>('record', null, readPlace),
  }
  return { url, faults: link.faults }
}

export function writePlayUrl(url: PlayUrl): Record<string, string | undefined> {
  const { at, speed, skipMs, lanes, only, record } = url
  return {
    ...writeMessagesQuery(url.query),
    at: at === null ? undefined : String(Math.floor(at)),
    speed: speed === 1 ? undefined : String(speed),
    skip: skipMs === SKIP_DEFAULT_MS ? undefined : skipMs === null ? 'off' : String(skipMs / 1000),
    lanes: lanes === 'topic' ? undefined : lanes,
    only: only ? '1' : undefined,
    record: record === null ? undefined : `${record.topic}:${record.partition}:${record.offset}`,
  }
}

/** Where playing starts: a number of newest messages is no time, so the last minutes stand for it. */
export function playStart({ start }: Pick<MessagesQuery, 'start'>): Start {
  return start.kind === 'newest' ? { kind: 'ago', agoMs: RECENT_MS } : start
}

function readAt(text: string): number | null {
  const at = Number(text)
  return /^\d{1,16}$/.test(text) && at <= CALENDAR_MS ? at : null
}

function readSpeed(text: string): number | null {
  const speed = Number(text)
  return /^\d{1,4}(\.\d{1,3})?$/.test(text) && speed >= SPEED_MIN && speed <= SPEED_MAX ? speed : null
}

function readSkip(text: string): { ms: number | null } | null {
  if (text === 'off') return { ms: null }
  const seconds = Number(text)
  return /^\d{1,4}(\.\d)?$/.test(text) && seconds >= 0.5 ? { ms: seconds * 1000 } : null
}

function readPlace(text: string): EventPlace | null {
  const [topic = '', left = '', right = '', ...rest] = text.split(':')
  const [partition, offset] = [readPartition(left), readOffset(right)]
  if (rest.length > 0 || !isTopicName(topic) || partition === null || offset === null) return null
  return { topic, partition, offset }
}
