import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type ReactNode, useMemo, useState } from 'react'
import { PayloadComparison } from '#features/messages/compare/payload-comparison.tsx'
import { messageQuery } from '#features/messages/messages.queries.ts'
import { PayloadCell } from '#features/messages/payload-cell.tsx'
import type { TopicPlace } from '#features/messages/place.url.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'

interface StateDifferenceProps {
  cluster: string
  before: TopicPlace
  after: TopicPlace
  note: ReactNode
  onClose: () => void
}

/** The two records that set a key, field by field. */
export function StateDifference({ cluster, before, after, note, onClose }: StateDifferenceProps) {
  const { t } = useText()
  const a = useQuery(messageQuery(cluster, before.topic, before))
  const b = useQuery(messageQuery(cluster, after.topic, after))
  const [view, setView] = useState<PayloadView | null>(null)
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ group: 'lists', id: 'state.close', keys: 'escape', label: t('state.close'), run: onClose }],
      [t, onClose],
    ),
  )
  const failed = a.error ? a : b.error ? b : null
  return (
    <aside aria-label={t('state.sideLabel')} className="flex h-full flex-col">
      <header className="flex items-center gap-2 border-hairline border-b px-3 py-1.5">
        <h2 className="min-w-0 flex-1 truncate font-medium">
          {b.data ? <PayloadCell payload={b.data.key} part="key" sought={null} /> : t('state.sideLabel')}
        </h2>
        <IconButton
          label={t('state.close')}
          keys="Esc"
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      {note}
      <div className="min-h-0 flex-1">
        {failed !== null ? (
          <ErrorPanel
            error={failed.error}
            title={t('state.rowsFailed')}
            onRetry={() => void failed.refetch()}
          />
        ) : a.data && b.data ? (
          <PayloadComparison
            key={String(view)}
            a={a.data.value}
            b={b.data.value}
            view={view}
            onView={setView}
          />
        ) : (
          <p role="status" className="p-4 text-ink-muted">
            {t('state.waiting')}
          </p>
        )}
      </div>
    </aside>
  )
}
