import type { BookmarkSummary } from '@sluice/shared/replay-bookmarks'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatInstant } from '#lib/time-format.ts'

/** Where a cut stands, as a person would say it. */
export function cutWords(
  { kind, of }: Pick<BookmarkSummary, 'kind' | 'of'>,
  zone: string,
  t: Translate,
): string {
  switch (kind) {
    case 'now':
      return t('bookmarks.ofNow')
    case 'time':
      return instantWords(of, zone)
    case 'group':
      return t('bookmarks.ofGroup', { group: of })
    case 'offsets':
      return t('bookmarks.ofOffsets')
  }
}

function instantWords(ms: string, zone: string): string {
  const instant = formatInstant(Number(ms), zone)
  return instant === null ? ms : `${instant.date} ${instant.time}`
}
