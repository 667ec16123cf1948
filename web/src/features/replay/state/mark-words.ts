import type { StateMark, StateMarkCode } from '@sluice/shared/replay-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'
import type { StateTone } from '#ui/state-mark.tsx'
import { timeText } from './point-words.ts'

interface Telling {
  t: Translate
  language: Language
  zone: string
}

const TROUBLE: readonly StateMarkCode[] = ['missing', 'keys-full', 'corrupt']
const ATTENTION: readonly StateMarkCode[] = [
  'left-out',
  'log-start',
  'compacted',
  'policy-unknown',
  'slow',
  'moved',
  'not-read',
  'open-transaction',
]

/** How much a mark takes away from what is shown. */
export function toneOf({ code, count }: StateMark): StateTone {
  // Where no key is known to be missing it is only to be known.
  if (code === 'compacted' && count === '0') return 'unknown'
  if (TROUBLE.includes(code)) return 'trouble'
  return ATTENTION.includes(code) ? 'attention' : 'unknown'
}

/** A mark in a sentence, with its figures. */
export function markSentence(mark: StateMark, telling: Telling): string {
  const text = ownSentence(mark, telling)
  return mark.point === 'base' ? telling.t('state.ofBase', { text }) : text
}

function ownSentence(mark: StateMark, { t, language, zone }: Telling): string {
  const { code, count, ms } = mark
  const counted = countedOf(count, t)
  const parts = countedOf(mark.partitions === null ? null : String(mark.partitions), t)
  const places = t('state.inPartitions', parts)
  switch (code) {
    case 'missing':
      return t('state.markMissing', parts)
    case 'left-out':
      return t('state.markLeftOut', parts)
    case 'keys-full':
      return t('state.markKeysFull', counted)
    case 'log-start':
      return t('state.markLogStart', { ...counted, places })
    case 'compacted':
      if (count === '0') return t('state.markCompactedNone', { places })
      return t('state.markCompacted', { ...counted, places })
    case 'tombstones-gone':
      return ms === null
        ? t('state.markTombstonesGoneLong')
        : t('state.markTombstonesGone', { time: spanWords(ms, language) })
    case 'compaction-lag':
      return t('state.markCompactionLag', { time: timeText(ms ?? 0, zone) })
    case 'policy-unknown':
      return t('state.markPolicyUnknown')
    case 'slow':
      return t('state.markSlow', { time: spanWords(ms ?? 0, language) })
    case 'moved':
      return t('state.markMoved', counted)
    case 'late':
      return count === '0' ? t('state.markLateNone') : t('state.markLate', counted)
    case 'open-transaction':
      return t('state.markOpenTransaction', counted)
    case 'aborted':
      return t('state.markAborted', counted)
    case 'corrupt':
      return t('state.markCorrupt', counted)
    case 'null-key':
      return t('state.markNullKey', counted)
    case 'elsewhere':
      return t('state.markElsewhere', counted)
    case 'not-read':
      return t('state.markNotRead', counted)
    case 'search-partial':
      return t('state.markSearchPartial', counted)
  }
}

function countedOf(count: string | null, t: Translate): { count: bigint; text: string } {
  return count === null
    ? { count: 2n, text: t('state.some') }
    : { count: BigInt(count), text: formatCount(count) }
}
