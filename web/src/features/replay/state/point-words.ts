import type { Bookmark } from '@sluice/shared/replay-bookmarks'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { type CutBy, type Moment, msOf } from './moment.ts'

interface Telling {
  t: Translate
  zone: string
  by: CutBy
  /** When the state was read: what `now` and `ago` meant. */
  readAt: number
  bookmarks: readonly Pick<Bookmark, 'id' | 'name'>[]
}

/** What is shown of a topic as of a point, in a sentence: two ways to cut by time are two different tables. */
export function pointSentence(moment: Moment, { t, zone, by, readAt, bookmarks }: Telling): string {
  switch (moment.kind) {
    case 'now':
      return t('state.defNow')
    case 'time':
    case 'ago': {
      const time = timeText(msOf(moment, readAt) ?? readAt, zone)
      return by === 'event' ? t('state.defEvent', { time }) : t('state.defLog', { time })
    }
    case 'offset':
      return t('state.defOffset', { offset: formatCount(moment.offset) })
    case 'offsets':
      return t('state.defOffsets')
    case 'bookmark':
      return t('state.defBookmark', {
        name: bookmarks.find(({ id }) => id === moment.id)?.name ?? moment.id,
      })
    case 'group':
      return t('state.defGroup', { group: moment.group })
  }
}

/** Date and time to the second, to the millisecond where it has any; what no calendar has, as it is. */
export function timeText(ms: number, zone: string): string {
  const instant = formatInstant(ms, zone)
  if (instant === null) return String(ms)
  return `${instant.date} ${instant.time.replace(/\.000$/, '')}`
}
