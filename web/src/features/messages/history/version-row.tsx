import { Ban, GitCompareArrows } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { PartitionMark } from '../partition-mark.tsx'
import { PayloadCell } from '../payload-cell.tsx'
import { TimestampCell } from '../timestamp-cell.tsx'
import { FieldChangeLine } from './field-change.tsx'
import type { Version } from './versions.ts'

interface VersionRowProps {
  version: Version
  current: boolean
  onOpen: () => void
  /** Null where there is no version before it to compare with. */
  onCompare: (() => void) | null
}

/** Changes shown of one version; the comparison shows all of them. */
const SHOWN = 5

/** One version of a key: when and where, and what it changed. A tombstone reads as the deletion it is. */
export function VersionRow({ version, current, onOpen, onCompare }: VersionRowProps) {
  const { t } = useText()
  const { message, kind, changes, more } = version
  const hidden = changes.length - SHOWN
  return (
    <li
      className={classNames(
        'group/version relative border-hairline border-b border-l-2',
        current ? 'border-l-accent bg-accent-soft' : 'border-l-transparent hover:bg-surface-sunken',
      )}
    >
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        onClick={onOpen}
        className="flex w-full flex-col gap-0.5 px-3 py-1.5 text-left outline-offset-[-2px]"
      >
        <span className="flex items-center gap-3 pr-8">
          <TimestampCell timestamp={message.timestamp} />
          <PartitionMark partition={message.partition} />
          <span className="font-mono text-meta tabular-nums">{formatCount(message.offset)}</span>
          <KindBadge kind={kind} />
        </span>
        {changes.slice(0, SHOWN).map((change) => (
          <FieldChangeLine key={`${change.kind} ${change.path}`} change={change} />
        ))}
        {hidden > 0 && (
          <span className="text-ink-muted text-meta">
            {more
              ? t('inspect.changesManyMore')
              : t('inspect.changesMore', { count: hidden, text: formatCount(hidden) })}
          </span>
        )}
        {(kind === 'first' || kind === 'open' || kind === 'again' || kind === 'whole') && (
          <span className="truncate">
            <PayloadCell payload={message.value} part="value" sought={null} />
          </span>
        )}
      </button>
      {onCompare && (
        <IconButton
          label={t('inspect.compareBefore')}
          icon={<GitCompareArrows aria-hidden="true" className="size-4" />}
          className="absolute top-0.5 right-1.5"
          onClick={onCompare}
        />
      )}
    </li>
  )
}

function KindBadge({ kind }: { kind: Version['kind'] }) {
  const { t } = useText()
  switch (kind) {
    case 'tombstone':
      return (
        <Badge tone="attention" tip={t('messages.tombstoneTip')}>
          <Ban aria-hidden="true" className="size-3" />
          {t('inspect.versionDeleted')}
        </Badge>
      )
    case 'again':
      return <Badge tone="accent">{t('inspect.versionAgain')}</Badge>
    case 'same':
      return <Badge>{t('inspect.versionSame')}</Badge>
    case 'whole':
      return <Badge>{t('inspect.versionWhole')}</Badge>
    case 'cut':
      return <Badge tip={t('inspect.versionCutWhy')}>{t('inspect.versionCut')}</Badge>
    case 'first':
      return <Badge tip={t('inspect.versionFirstWhy')}>{t('inspect.versionFirst')}</Badge>
    default:
      return null
  }
}
