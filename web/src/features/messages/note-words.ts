import type { TailNote } from '@sluice/shared/messages-tail'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { placeWords } from './place-words.ts'

interface NoteWords {
  where: string
  what: string
  /** What the server adds in its own words. */
  detail: string | null
}

/** Notes whose own message carries a reason that no dictionary can know. */
const TELLING: ReadonlySet<TailNote['code']> = new Set([
  'corrupt',
  'out-of-order',
  'log-start-moved',
  'no-commit',
  'not-in-bookmark',
  'filter-error',
])

/** `several`: of more than one topic, so that each place names its own. */
export function noteWords(note: TailNote, several: boolean, t: Translate): NoteWords {
  return {
    where: noteWhere(note, several, t),
    what: noteWhat(note, t),
    detail: TELLING.has(note.code) ? note.message : null,
  }
}

function noteWhat({ code, count }: TailNote, t: Translate): string {
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
    case 'no-commit':
      return t('messages.noteNoCommit')
    case 'not-in-bookmark':
      return t('messages.noteNotInBookmark')
    case 'filter-error':
      return t('messages.noteFilterError')
    case 'partitions-added':
      return t('tail.noteAdded')
    case 'resumed':
      return t('tail.noteResumed')
    case 'log-cut':
      return t('tail.noteCut')
    case 'topic-deleted':
      return t('tail.noteDeleted')
    case 'topic-recreated':
      return t('tail.noteRecreated')
  }
}

function noteWhere({ topic, partition, from, to }: TailNote, several: boolean, t: Translate): string {
  const place = placeWords({ topic: several ? topic : null, partition }, t)
  if (from === null || to === null) return place
  return `${place}, ${t('messages.offsetsFromTo', { from: formatCount(from), to: formatCount(to) })}`
}
