import { Split } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { PayloadCell } from '../payload-cell.tsx'
import { ShortTime } from '../short-time.tsx'
import type { Neighbour } from './neighbours.ts'

const LINE =
  'grid w-full grid-cols-[minmax(4.5rem,auto)_6rem_minmax(0,1fr)_minmax(0,1.6fr)] items-center gap-3 px-3 text-left'

interface AroundRecordProps {
  neighbour: Neighbour
  current: boolean
  onOpen: (offset: string) => void
}

/** One neighbour on a line; a press opens it. */
export function AroundRecord({ neighbour, current, onOpen }: AroundRecordProps) {
  const { t } = useText()
  const { message, hidden } = neighbour
  const words =
    hidden &&
    {
      aborted: { name: t('inspect.hiddenAborted'), tip: t('inspect.hiddenAbortedWhy') },
      open: { name: t('inspect.hiddenOpen'), tip: t('inspect.hiddenOpenWhy') },
    }[hidden]
  return (
    <li>
      <button
        type="button"
        aria-current={current ? 'true' : undefined}
        onClick={() => onOpen(message.offset)}
        className={classNames(
          LINE,
          'h-[26px] outline-offset-[-2px]',
          current ? 'bg-accent-soft' : 'hover:bg-surface-sunken',
        )}
      >
        <span
          className={classNames('text-right font-mono text-meta tabular-nums', current && 'font-semibold')}
        >
          {formatCount(message.offset)}
        </span>
        <ShortTime timestamp={message.timestamp} />
        <span className="truncate">
          <PayloadCell payload={message.key} part="key" sought={null} />
        </span>
        <span className="flex min-w-0 items-center gap-1.5">
          {words && (
            <Badge tone="attention" tip={words.tip}>
              {words.name}
            </Badge>
          )}
          <span className={classNames('min-w-0 truncate', hidden === 'aborted' && 'opacity-60')}>
            <PayloadCell payload={message.value} part="value" sought={null} />
          </span>
        </span>
      </button>
    </li>
  )
}

/** Offsets without a record, which are no missing rows. */
export function AroundGap({ from, to }: { from: bigint; to: bigint }) {
  const { t } = useText()
  const count = to - from + 1n
  const range = from === to ? formatCount(from) : `${formatCount(from)} – ${formatCount(to)}`
  return (
    <li
      data-tip={t('inspect.gapWhy')}
      className="flex h-[22px] items-center gap-2 px-3 text-ink-faint text-meta before:h-px before:w-6 before:border-hairline-strong before:border-t before:border-dashed before:content-[''] after:h-px after:flex-1 after:border-hairline-strong after:border-t after:border-dashed after:content-['']"
    >
      <Split aria-hidden="true" className="size-3" />
      <span className="font-mono tabular-nums">{range}</span>
      <span>{t('inspect.gap', { count: Number(count), text: formatCount(count) })}</span>
    </li>
  )
}
