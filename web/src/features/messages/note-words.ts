import type { ScanNote } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'

interface NoteWords {
  where: string
  what: string
  /** What the server adds in its own words. */
  detail: string | null
}

/** Notes whose own message carries a reason that no dictionary can know. */
const TELLING: ReadonlySet<ScanNote['code']> = new Set([
  'corrupt',
  'out-of-order',
  'log-start-moved',
  'filter-error',
])

export function noteWords(note: ScanNote, t: Translate): NoteWords {
  return {
    where: noteWhere(note, t),
    what: noteWhat(note, t),
    detail: TELLING.has(note.code) ? note.message : null,
  }
}

function noteWhat({ code, count }: ScanNote, t: Translate): string {
  const counted = { count, text: count === null ? '' : formatCount(count) }
  switch (code) {
    case 'gap':
      return t('messages.noteGap', counted)
    case 'aborted':
      return t('messages.noteAborted', counted)
    case 'open-transaction':
      return t('messages.noteOpenTransaction', counted)
    case 'corrupt':
      return t('messages.noteCorrupt')
    case 'offset-below-start':
      return t('messages.noteOffsetBelowStart')
    case 'offset-beyond-end':
      return t('messages.noteOffsetBeyondEnd')
    case 'no-later-timestamp':
      return t('messages.noteNoLaterTimestamp')
    case 'out-of-order':
      return t('messages.noteOutOfOrder')
    case 'log-start-moved':
      return t('messages.noteLogStartMoved')
    case 'filter-error':
      return t('messages.noteFilterError')
  }
}

function noteWhere({ partition, from, to }: ScanNote, t: Translate): string {
  const place =
    partition === null ? t('messages.allPartitions') : t('messages.partitionNumber', { partition })
  if (from === null || to === null) return place
  return `${place}, ${t('messages.offsetsFromTo', { from: formatCount(from), to: formatCount(to) })}`
}
