import { ListOrdered } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import type { Scene } from '../scene/scene.ts'
import type { NodeCount } from './flow.ts'

interface NodeCountsProps {
  counts: ReadonlyMap<string, NodeCount>
  scene: Scene | null
}

/** The figures at the nodes, as a table. */
export function NodeCounts({ counts, scene }: NodeCountsProps) {
  const { t } = useText()
  const rows = [...counts]
    .map(([id, count]) => ({ id, count, name: scene?.nodeById.get(id)?.text.name ?? id }))
    .sort((a, b) => b.count.written - a.count.written || b.count.available - a.count.available)
  return (
    <Popover
      label={t('scene.countsTip')}
      side="top"
      trigger={
        <Button
          look="link"
          className="!h-6"
          data-tip={t('scene.countsTip')}
          icon={<ListOrdered aria-hidden="true" className="size-3.5" />}
        >
          {t('scene.counts')}
        </Button>
      }
    >
      {rows.length === 0 ? (
        <p className="text-ink-muted text-meta">{t('scene.countsEmpty')}</p>
      ) : (
        <table className="text-meta tabular-nums">
          <caption className="pb-1 text-left text-ink-muted">{t('scene.countsTip')}</caption>
          <thead className="text-ink-muted">
            <tr>
              <th className="pr-6 text-left font-normal">{t('scene.node')}</th>
              <th className="pr-6 text-right font-normal">{t('scene.written')}</th>
              <th className="text-right font-normal">{t('scene.availableCount')}</th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ id, name, count }) => (
              <tr key={id} className="h-6 border-hairline border-t">
                <th scope="row" className="max-w-72 truncate pr-6 text-left font-mono font-normal">
                  {name}
                </th>
                <td className="pr-6 text-right">{count.written > 0 ? formatCount(count.written) : ''}</td>
                <td className="text-right">{count.available > 0 ? formatCount(count.available) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Popover>
  )
}
