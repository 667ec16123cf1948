import type { HeldBack, OpenPart, OpenTransaction } from '@sluice/shared/topics-transactions'
import type { ReactNode } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration, formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { openSince } from './held-words.ts'

interface TransactionRowProps {
  transaction: OpenTransaction
  held: readonly HeldBack[]
  now: number
}

const PARTS_SHOWN = 6

export function TransactionRow({ transaction, held, now }: TransactionRowProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const { transactionalId, producerId, producerEpoch, client, fault, parts, elsewhere, timeoutMs } =
    transaction
  const since = openSince(transaction)
  const age = formatDuration(now - since.at, language)
  return (
    <tr className="align-top [&>td]:py-1 [&>td]:pr-4">
      <td>
        {transactionalId === null ? (
          <span data-tip={fault?.message} className="text-ink-muted">
            {t('transactions.unnamed')}
          </span>
        ) : (
          <span className="break-all font-mono">{transactionalId}</span>
        )}
        <Aside>{t('transactions.producer', { id: producerId, epoch: producerEpoch })}</Aside>
        {client && (
          <Aside>
            {t(
              client.kind === 'streams' ? 'transactions.clientStreams' : 'transactions.clientConnect',
              client,
            )}
          </Aside>
        )}
        {fault && <Aside>{fault.message}</Aside>}
      </td>
      <td className="tabular-nums">
        {parts.slice(0, PARTS_SHOWN).map((part) => (
          <Part key={part.partition} part={part} held={held} />
        ))}
        {parts.length > PARTS_SHOWN && (
          <Aside>{t('transactions.more', { count: parts.length - PARTS_SHOWN })}</Aside>
        )}
        {elsewhere !== null && elsewhere > 0 && (
          <Aside>{t('transactions.elsewhere', { count: elsewhere })}</Aside>
        )}
      </td>
      <td className="whitespace-nowrap tabular-nums" data-tip={formatIso(since.at, zone) ?? undefined}>
        {since.exact ? age : t('transactions.atLeast', { age })}
      </td>
      <td
        className="whitespace-nowrap tabular-nums"
        data-tip={
          timeoutMs === null
            ? undefined
            : t('transactions.timeout', { age: formatDuration(timeoutMs, language) })
        }
      >
        {endWords(transaction, now, t, language)}
      </td>
    </tr>
  )
}

function Aside({ children }: { children: ReactNode }) {
  return <span className="block text-ink-muted">{children}</span>
}

function Part({ part, held }: { part: OpenPart; held: readonly HeldBack[] }) {
  const { t } = useText()
  const { partition, firstOffset, pins } = part
  const records = held.find((one) => one.partition === partition)?.records
  return (
    <span className="block whitespace-nowrap">
      {t('transactions.partition', { partition })}
      {pins && records !== undefined && `: ${formatCount(records)}`}
      <span className="text-ink-muted">
        {' '}
        {pins ? t('transactions.from', { offset: formatCount(firstOffset) }) : t('transactions.behind')}
      </span>
    </span>
  )
}

function endWords(
  { abortsAt, state }: OpenTransaction,
  now: number,
  t: Translate,
  language: Language,
): string {
  if (state === 'PrepareCommit' || state === 'PrepareAbort') return t('transactions.endsNow')
  if (abortsAt === null) return t('transactions.endsNever')
  const age = formatDuration(Math.abs(abortsAt - now), language)
  return abortsAt > now ? t('transactions.endsIn', { age }) : t('transactions.endsOverdue', { age })
}
