import { ArrowRight, Route } from 'lucide-react'
import { memo } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount, formatShort } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { Caption } from './caption.ts'
import { authorWords, readerWords } from './caption-words.ts'
import type { Saga } from './saga.ts'
import { SagaBadge } from './saga-badge.tsx'
import { storyOf } from './saga-candidates.ts'

interface CaptionRowProps {
  caption: Caption
  /** The last thing that happened. */
  newest: boolean
  open: boolean
  onOpen: (id: string) => void
  /** Follows the story that it is of; null: as many are followed as can be. */
  onFollow: ((saga: Saga) => void) | null
}

/** What happened, in one line, drawn again only where that is another: when, who, where, which key, what it says, and who can read it. */
export const CaptionRow = memo(function CaptionRow(props: CaptionRowProps) {
  const { caption, newest, open, onOpen, onFollow } = props
  const { t } = useText()
  const zone = useTimeZone()
  const { id, at, message, key, author, gist, saga, more } = caption
  const time = formatInstant(at, zone)
  const followed = onFollow !== null && saga === null ? storyOf(message) : null
  const unknown = author.known === 'nobody' || author.known === 'several' || author.known === 'unnamed'
  return (
    <li
      className={classNames(
        'group relative border-l-2',
        newest ? 'border-accent bg-accent-soft/50' : 'border-transparent',
        open && 'bg-accent-soft',
      )}
    >
      <button
        type="button"
        onClick={() => onOpen(id)}
        className={classNames(
          'flex h-6 w-full min-w-0 items-center gap-2.5 px-2.5 text-left text-meta tabular-nums hover:bg-surface-sunken',
          newest ? 'text-ink' : 'text-ink-muted',
        )}
      >
        <time
          className="w-[5.6rem] shrink-0 font-mono"
          data-tip={time ? `${time.date} ${time.time}` : undefined}
        >
          {time?.time ?? at}
        </time>
        {saga !== null && <SagaBadge saga={saga} />}
        <span
          className={classNames(
            'w-28 shrink-0 truncate text-right 2xl:w-36',
            unknown ? 'italic' : 'font-medium text-ink',
          )}
        >
          {authorWords(author, t)}
        </span>
        <ArrowRight aria-hidden="true" className="size-3.5 shrink-0 text-accent" />
        <TopicMark topic={message.topic} className="w-48 shrink-0 text-ink 2xl:w-64" />
        <span className="w-24 shrink-0 truncate font-mono 2xl:w-40">
          {key ?? <i className="font-sans">{t('scene.noKey')}</i>}
        </span>
        <span
          className="w-10 shrink-0 text-right text-ink-faint"
          data-tip={more > 0 ? t('scene.collapsed', { n: formatCount(more) }) : undefined}
        >
          {more > 0 && `+${formatShort(more)}`}
        </span>
        <span className="min-w-0 flex-1 truncate">
          {message.value === null ? <i>{t('scene.tombstone')}</i> : gist}
        </span>
        <Readers caption={caption} />
      </button>
      {followed && (
        <IconButton
          label={t('scene.followThis', { value: followed.value })}
          icon={<Route aria-hidden="true" className="size-3.5" />}
          className="!absolute !size-6 top-0 right-1 bg-surface-raised opacity-0 focus-visible:opacity-100 group-hover:opacity-100"
          onClick={() => onFollow?.(followed)}
        />
      )}
    </li>
  )
})

/** To whom it is available: the hollow dots of the picture. */
function Readers({ caption }: { caption: Caption }) {
  const { t } = useText()
  const { readers, unnamedReaders } = caption
  const some = readers.length + unnamedReaders > 0
  const names = [...readers, ...(unnamedReaders > 0 ? [t('scene.more', { n: unnamedReaders })] : [])]
  return (
    <span
      className="flex w-52 shrink-0 items-center gap-1.5 2xl:w-96"
      data-tip={some ? `${readerWords(caption, t)}. ${t('scene.availableTip')}` : undefined}
    >
      {some && (
        <span aria-hidden="true" className="size-2.5 shrink-0 rounded-full border-[1.5px] border-accent" />
      )}
      <span className={some ? 'truncate' : 'truncate italic'}>
        {some ? names.join(', ') : t('scene.noReaders')}
      </span>
    </span>
  )
}
