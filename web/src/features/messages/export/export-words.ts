import type { ExportState, ExportStatus } from '@sluice/shared/messages-export'
import { type MessagesQuery, scanRequest } from '@sluice/shared/messages-link'
import { formatAgo } from '@sluice/shared/time-text'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount, formatShort } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import type { StateTone } from '#ui/state-mark.tsx'
import { formatPartitions } from '../partition-list.ts'
import { formatLeft } from '../status-words.ts'
import type { ExportView } from './export-store.ts'

/** What will be in the file, as a person would say it: which messages, and from where to where. */
export function scopeWords(
  query: MessagesQuery,
  { limit, zone }: { limit: number | null; zone: string },
  t: Translate,
): { which: string; where: string } {
  const { filter, key } = scanRequest('', query, 0)
  const matching = filter !== undefined || key !== undefined
  const newest = query.start.kind === 'newest'
  const from = startWords(query, zone, limit, t)
  const to = endWords(query, zone, t)
  const partitions =
    query.topics !== null
      ? t('across.topics', { count: query.topics.length })
      : query.partitions === null
        ? t('exporting.allPartitions')
        : t('exporting.partitions', { list: formatPartitions(query.partitions) })
  const count = limit === null ? null : formatCount(limit)
  const which =
    count === null
      ? t(matching ? 'exporting.allMatching' : 'exporting.all')
      : newest
        ? t(matching ? 'exporting.newestMatching' : 'exporting.newest', { count })
        : t(matching ? 'exporting.firstMatching' : 'exporting.first', { count })
  return { which, where: `${partitions}, ${from} ${to}` }
}

function startWords({ start }: MessagesQuery, zone: string, limit: number | null, t: Translate): string {
  switch (start.kind) {
    case 'newest':
      return limit === null ? t('exporting.fromOldest') : t('exporting.fromNewest')
    case 'oldest':
      return t('exporting.fromOldest')
    case 'offset':
      return t('exporting.fromOffset', { offset: formatCount(start.offset) })
    case 'offsets':
      return t('exporting.fromOffsets')
    case 'bookmark':
      return t('range.fromBookmark')
    case 'group':
      return t('exporting.fromGroup', { group: start.group })
    case 'time':
      return t('exporting.fromTime', { time: instantWords(start.ms, zone) })
    case 'ago':
      return t('exporting.fromTime', { time: formatAgo(start.agoMs) })
  }
}

function endWords({ end }: MessagesQuery, zone: string, t: Translate): string {
  if (end === null) return t('exporting.toNow')
  if (end.kind === 'bookmark') return t('range.toBookmark')
  if (end.kind === 'group') return t('exporting.toGroup', { group: end.group })
  if (end.kind === 'offset') return t('exporting.toOffset', { offset: formatCount(end.offset) })
  return t('exporting.toTime', {
    time: end.kind === 'time' ? instantWords(end.ms, zone) : formatAgo(end.agoMs),
  })
}

function instantWords(ms: number, zone: string): string {
  const instant = formatInstant(ms, zone)
  return instant === null ? String(ms) : `${instant.date} ${instant.time.slice(0, 8)}`
}

const STATES = {
  waiting: 'exporting.waiting',
  running: 'exporting.running',
  complete: 'exporting.complete',
  partial: 'exporting.partial',
  failed: 'exporting.failed',
  cancelled: 'exporting.cancelled',
  expired: 'exporting.expired',
} as const satisfies Record<ExportState, string>

interface ProgressWords {
  state: string
  tone: StateTone | null
  figures: string[]
}

/** How far the export is, or how it ended. */
export function progressWords(status: ExportStatus, view: ExportView, t: Translate): ProgressWords {
  const { state, messages, bytesWritten } = status
  const written = [
    t('exporting.messages', { count: messages, text: formatCount(messages) }),
    formatBytes(bytesWritten),
  ]
  const tone = toneOf(state)
  if (state === 'waiting') return { state: t(STATES.waiting), tone, figures: [] }
  if (state !== 'running') return { state: t(STATES[state]), tone, figures: written }
  const { messagesPerSecond, leftMs } = view
  const pace = [
    ...(messagesPerSecond === null
      ? []
      : [t('find.perSecond', { count: formatShort(Math.round(messagesPerSecond)) })]),
    ...(leftMs === null ? [] : [t('find.timeLeft', { time: formatLeft(leftMs) })]),
  ]
  return { state: t(STATES.running), tone, figures: [`${percentOf(status)} %`, ...written, ...pace] }
}

/** A whole number from 0 to 100, and 100 only where all is done. */
export function percentOf({ offsetsDone, offsetsTotal }: ExportStatus): number {
  const total = BigInt(offsetsTotal)
  return total === 0n ? 0 : Number((BigInt(offsetsDone) * 100n) / total)
}

/** Why a file is not whole: the fault, the partitions missing, or the records lost. */
export function lossWords({ fault, missing, notes }: ExportStatus): string | null {
  const [gone] = missing
  const [note] = notes.filter(({ code }) => code === 'corrupt' || code === 'log-start-moved')
  return fault?.message ?? gone?.message ?? note?.message ?? null
}

function toneOf(state: ExportState): StateTone | null {
  if (state === 'failed') return 'trouble'
  return state === 'partial' || state === 'cancelled' || state === 'expired' ? 'attention' : null
}
