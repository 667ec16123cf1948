import { readOffset } from '@sluice/shared/messages-start'
import type { TopicPartition } from '@sluice/shared/topics'
import { Table2 } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { formatOffsets, parseOffsets } from './draft.ts'

interface OffsetsGridProps {
  text: string
  partitions: readonly TopicPartition[] | null
  onText: (text: string) => void
}

/** Beyond this the text field is the quicker way to name a few of very many partitions. */
const SHOWN = 200

/** The offsets of the text field as a grid: one line a partition, with what its log holds now. */
export function OffsetsGrid({ text, partitions, onText }: OffsetsGridProps) {
  const { t } = useText()
  const offsets = parseOffsets(text) ?? {}
  const set = (partition: number, given: string) => {
    const { [partition]: _, ...others } = offsets
    const offset = readOffset(given)
    onText(formatOffsets(offset === null ? others : { ...others, [partition]: offset }))
  }
  const setAll = (side: 'logStart' | 'logEnd') => {
    const pairs = (partitions ?? []).flatMap((entry) => {
      const offset = entry[side]
      return offset === null ? [] : [[entry.partition, offset] as const]
    })
    onText(formatOffsets(Object.fromEntries(pairs)))
  }
  return (
    <Popover
      label={t('messages.offsetsGrid')}
      trigger={
        <IconButton
          label={t('messages.offsetsGrid')}
          icon={<Table2 aria-hidden="true" className="size-4" />}
        />
      }
    >
      <table className="border-separate border-spacing-x-3 border-spacing-y-1 text-right tabular-nums">
        <thead className="text-ink-muted text-meta">
          <tr>
            <th className="font-normal">{t('messages.columnPartition')}</th>
            <th className="font-normal">
              <Button look="quiet" className="h-6 px-1.5" onClick={() => setAll('logStart')}>
                {t('messages.holdsFrom')}
              </Button>
            </th>
            <th className="font-normal">
              <Button look="quiet" className="h-6 px-1.5" onClick={() => setAll('logEnd')}>
                {t('messages.holdsTo')}
              </Button>
            </th>
            <th className="font-normal">{t('messages.offset')}</th>
          </tr>
        </thead>
        <tbody>
          {(partitions ?? []).slice(0, SHOWN).map(({ partition, logStart, logEnd }) => (
            <tr key={partition}>
              <td>{partition}</td>
              <td className="text-ink-muted">{logStart === null ? '—' : formatCount(logStart)}</td>
              <td className="text-ink-muted">{logEnd === null ? '—' : formatCount(logEnd)}</td>
              <td>
                <input
                  aria-label={t('messages.partitionNumber', { partition })}
                  inputMode="numeric"
                  autoComplete="off"
                  value={offsets[partition] ?? ''}
                  onChange={(event) => set(partition, event.target.value)}
                  className="h-6 w-36 rounded border border-hairline-strong/50 bg-surface px-1.5 text-right font-mono"
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="px-3 pt-1 text-ink-muted text-meta">{t('messages.offsetsOthers')}</p>
    </Popover>
  )
}
