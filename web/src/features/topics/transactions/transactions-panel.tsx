import type { TopicTransactions } from '@sluice/shared/topics-transactions'
import { useText } from '#lib/i18n/text-provider.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { HangingNote } from './hanging-note.tsx'
import { TransactionRow } from './transaction-row.tsx'

interface TransactionsPanelProps {
  title: string
  /** Null until it is here. */
  data: TopicTransactions | null
  error: Error | null
  now: number
}

/** Every open transaction of a topic: who, how much waits for it, since when, and when that ends. */
export function TransactionsPanel({ title, data, error, now }: TransactionsPanelProps) {
  const { t } = useText()
  if (data === null)
    return error ? (
      <ErrorPanel error={error} title={t('transactions.failed')} />
    ) : (
      <Skeleton className="h-16 w-96" />
    )
  const { held, open, total, missing } = data
  const faults = new Map(missing.map((one) => [one.message, one]))
  return (
    <div className="grid gap-2">
      <h2 className="font-medium">{title}</h2>
      {open.length > 0 && (
        <table aria-label={t('transactions.title')} className="w-full text-meta">
          <thead className="text-ink-muted">
            <tr className="text-left [&>th]:border-hairline [&>th]:border-b [&>th]:whitespace-nowrap [&>th]:py-1 [&>th]:pr-4 [&>th]:font-normal">
              <th scope="col">{t('transactions.columnWho')}</th>
              <th scope="col">{t('transactions.columnHolds')}</th>
              <th scope="col">{t('transactions.columnSince')}</th>
              <th scope="col">{t('transactions.columnEnds')}</th>
            </tr>
          </thead>
          <tbody>
            {open.map((one) => (
              <TransactionRow key={one.producerId} transaction={one} held={held} now={now} />
            ))}
          </tbody>
        </table>
      )}
      {total > open.length && (
        <p className="text-ink-muted text-meta">{t('transactions.more', { count: total - open.length })}</p>
      )}
      {open.map((one) => one.hanging && <HangingNote key={one.producerId} transaction={one} />)}
      {[...faults.values()].map(({ partition, message, code }) => (
        <p key={partition} className="text-meta">
          {t('transactions.missing', { partition })}{' '}
          <span className="text-ink-muted">
            {message} <span className="font-mono">{code}</span>
          </span>
        </p>
      ))}
      <p className="text-ink-muted text-meta">
        {held.length === 0 && open.length === 0 ? t('transactions.none') : t('transactions.about')}
      </p>
    </div>
  )
}
