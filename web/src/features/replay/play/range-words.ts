import type { End } from '@sluice/shared/messages-end'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { Start } from '@sluice/shared/messages-start'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { playStart } from './play-link.ts'

/** The range of a link in a few words. */
export function useRangeWords(query: Pick<MessagesQuery, 'start' | 'end'>): string {
  const { t, language } = useText()
  const zone = useTimeZone()
  const words = (place: Start | NonNullable<End>) => placeWords(place, { t, language, zone })
  return t('play.rangeWords', {
    from: words(playStart(query)),
    to: query.end === null ? t('play.rangeEnd') : words(query.end),
  })
}

function placeWords(
  place: Start | NonNullable<End>,
  { t, language, zone }: { t: Translate; language: Language; zone: string },
): string {
  switch (place.kind) {
    case 'oldest':
      return t('play.rangeOldest')
    case 'ago':
      return t('play.rangeAgo', { span: spanWords(place.agoMs, language) })
    case 'time': {
      const instant = formatInstant(place.ms, zone)
      return instant === null ? String(place.ms) : `${instant.date.slice(5)} ${instant.time.slice(0, 8)}`
    }
    case 'offset':
      return t('play.rangeOffset', { offset: formatCount(place.offset) })
    case 'bookmark':
      return t('play.rangeBookmark')
    case 'group':
      return t('play.rangeGroup', { group: place.group })
    default:
      return t('play.rangeOffsets')
  }
}
