import type { MoveBlocker, MoveFlag, MovePlan, MoveRow } from '@sluice/shared/groups-reset'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration, formatInstant } from '#lib/time-format.ts'
import type { StateTone } from '#ui/state-mark.tsx'

/** A sentence about a move, with how much it matters. */
export interface MoveSentence {
  id: string
  /** `plain` bears no mark: it is told, and asks for nothing. */
  tone: StateTone | 'plain'
  text: string
  /** Named below it. */
  names?: readonly string[]
}

export interface Telling {
  t: Translate
  language: Language
  zone: string
}

const MEMBERS_NAMED = 8

/** Why it may not be done now. */
export function blockerSentences({ blockers, mode }: MovePlan, { t }: Telling): MoveSentence[] {
  return blockers.map((blocker) => ({
    id: blocker.kind,
    tone: blocker.kind === 'nothing' ? 'unknown' : 'trouble',
    text: blockerWords(blocker, mode, t),
    ...(blocker.kind === 'members' ? { names: memberNames(blocker, t) } : {}),
  }))
}

function blockerWords(blocker: MoveBlocker, mode: MovePlan['mode'], t: Translate): string {
  switch (blocker.kind) {
    case 'members':
      return t('moving.members', { n: blocker.count })
    case 'standalone': {
      const { topic, partition, from, to } = blocker
      const place = (offset: string | null) => (offset === null ? t('moving.noOffset') : formatCount(offset))
      return t('moving.standalone', { topic, partition, from: place(from), to: place(to) })
    }
    case 'busy':
      return t('moving.busy', { state: blocker.state })
    case 'streams':
      return t('moving.streams', { tool: blocker.tool })
    case 'read-only':
      return t(blocker.reason === 'configured' ? 'moving.readOnlyHere' : 'moving.readOnlyOpen')
    case 'fault':
      return blocker.fault.message
    case 'nothing':
      return t(mode === 'delete-group' ? 'moving.nothingToDelete' : 'moving.nothing')
  }
}

function memberNames({ members, count }: Extract<MoveBlocker, { kind: 'members' }>, t: Translate): string[] {
  const names = members
    .slice(0, MEMBERS_NAMED)
    .map(({ clientId: client, host }) => t('moving.member', { client, host }))
  return count > names.length ? [...names, t('moving.moreMembers', { n: count - names.length })] : names
}

/** What it does to the group, worst first. */
export function effectSentences(plan: MovePlan, telling: Telling): MoveSentence[] {
  const { t } = telling
  const { rows, totals, notes, mode } = plan
  const count = (test: (row: MoveRow) => boolean) => rows.filter(test).length
  const flagged = (flag: MoveRow['flags'][number]) =>
    count(({ flags, act }) => act !== 'none' && flags.includes(flag))
  const sentences: MoveSentence[] = []
  const add = (id: string, tone: MoveSentence['tone'], text: string) =>
    void sentences.push({ id, tone, text })
  const whenSome = (id: string, n: number, text: string, tone: MoveSentence['tone'] = 'attention') =>
    n > 0 && add(id, tone, text)
  const recordsOf = (which: 'skips' | 'rereads' | 'lost', atMost: boolean) =>
    recordWords(totals[which], atMost, t)

  if (mode === 'delete-group') add('deletes', 'attention', t('moving.deletes'))
  else whenSome('forgets', totals.forget, t('moving.forgets', { n: totals.forget }))
  const skipped = count(({ skips }) => skips !== '0')
  if (skipped > 0)
    add(
      'skips',
      'attention',
      t(mode === 'undo' || mode === 'snapshot' ? 'moving.skipsBack' : 'moving.skips', {
        records: recordsOf('skips', someAtMost(rows, 'skips')),
        n: skipped,
      }),
    )
  const reread = count(({ rereads }) => rereads !== '0')
  if (reread > 0)
    add(
      'rereads',
      'attention',
      t('moving.rereads', { records: recordsOf('rereads', someAtMost(rows, 'rereads')), n: reread }),
    )
  if (totals.lost !== '0') add('lost', 'trouble', t('moving.lost', { records: recordsOf('lost', true) }))
  const clamped = count(({ flags }) => flags.includes('clamped-start') || flags.includes('clamped-end'))
  whenSome('clamped', clamped, t('moving.clamped', { n: clamped }))
  const late = flagged('no-record-at-time')
  whenSome('noRecord', late, t('moving.noRecord', { n: late }))
  const open = flagged('beyond-stable')
  whenSome('open', open, t('moving.beyondStable', { n: open }))
  const first = count(({ flags, act }) => act === 'move' && flags.includes('no-commit'))
  whenSome('noCommit', first, t('moving.noCommit', { n: first }), 'unknown')
  whenSome('unplaced', totals.none, t('moving.unplaced', { n: totals.none }))
  for (const note of notes)
    add(note, 'attention', t(note === 'new-group' ? 'moving.newGroup' : 'moving.streamsLike'))
  return [...sentences, ...timeSentences(plan, telling)]
}

function timeSentences({ totals }: MovePlan, { t, language, zone }: Telling): MoveSentence[] {
  const sentences: MoveSentence[] = []
  const [from, to] = [timeWords(totals.first, zone), timeWords(totals.last, zone)]
  if (from !== null && to !== null) {
    const text = t(totals.partial ? 'moving.spanPartial' : 'moving.span', { from, to })
    sentences.push({ id: 'span', tone: 'plain', text })
  }
  if (totals.move === 0 || totals.left === '0') return sentences
  const left = recordWords(totals.left, true, t)
  const { rate, durationMs } = totals
  const text =
    rate === null || durationMs === null
      ? t('moving.leftOnly', { left })
      : t('moving.duration', {
          left,
          rate: rate < 10 ? rate.toFixed(1) : formatCount(Math.round(rate)),
          time: formatDuration(durationMs, language),
        })
  return [...sentences, { id: 'left', tone: 'plain', text }]
}

function someAtMost(rows: readonly MoveRow[], which: 'skips' | 'rereads'): boolean {
  return rows.some((row) => row.atMost && row[which] !== '0')
}

/** `up to 1,204 records`. */
export function recordWords(count: string, atMost: boolean, t: Translate): string {
  return t('moving.records', { count: formatCount(count), n: Number(count), atMost: atMost && count !== '0' })
}

/** To the second; null for a time that no calendar has. */
export function timeWords(timestamp: MoveRow['first'], zone: string): string | null {
  if (timestamp === null) return null
  const instant = formatInstant(Number(timestamp), zone)
  return instant === null ? String(timestamp) : `${instant.date} ${instant.time.slice(0, 8)}`
}

/** What is odd about a row, in words. */
export function remarkWords(row: MoveRow, t: Translate): string[] {
  return row.flags.map((flag) => flagWords(flag, row, t))
}

function flagWords(flag: MoveFlag, { lost, act }: MoveRow, t: Translate): string {
  switch (flag) {
    case 'lost':
      return t('moving.flag_lost', { records: recordWords(lost, true, t) })
    case 'clamped-start':
      return t('moving.flag_clamped_start')
    case 'clamped-end':
      return t('moving.flag_clamped_end')
    case 'no-record-at-time':
      return t('moving.flag_no_record_at_time')
    case 'no-commit':
      return t(act === 'none' ? 'moving.flag_no_commit_none' : 'moving.flag_no_commit')
    case 'ahead':
      return t('moving.flag_ahead')
    case 'source-none':
      return t('moving.flag_source_none')
    case 'beyond-stable':
      return t('moving.flag_beyond_stable')
  }
}

const MODE_WORDS = {
  earliest: 'moving.modeEarliest',
  latest: 'moving.modeLatest',
  current: 'moving.modeCurrent',
  offset: 'moving.modeOffset',
  shift: 'moving.modeShift',
  timestamp: 'moving.modeTime',
  duration: 'moving.modeTime',
  partitions: 'moving.modePartitions',
  csv: 'moving.modeCsv',
  group: 'moving.modeGroup',
  snapshot: 'moving.modeSnapshot',
  bookmark: 'moving.modeBookmark',
  undo: 'moving.modeUndo',
  forget: 'moving.modeForget',
  'delete-group': 'moving.modeDelete',
} as const

/** Where a move went, in words. A mode of a later Sluice is told as it is. */
export function modeWords(mode: string, t: Translate): string {
  const known = Object.entries(MODE_WORDS).find(([name]) => name === mode)
  return known === undefined ? mode : t(known[1])
}
