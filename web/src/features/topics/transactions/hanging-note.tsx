import type { HangingReason, OpenTransaction } from '@sluice/shared/topics-transactions'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'

/** Why a transaction is taken to hang, and what ends it: as text, for this page writes nothing here. */
export function HangingNote({ transaction }: { transaction: OpenTransaction }) {
  const { t } = useText()
  const { hanging, transactionalId, producerId, producerEpoch, parts } = transaction
  if (hanging === null) return null
  return (
    <div className="grid gap-1 rounded bg-trouble-soft p-2 text-meta">
      <p>
        <StateMark tone="trouble" className="mr-1.5 inline-block" />
        <span className="font-mono">
          {transactionalId ?? t('transactions.producer', { id: producerId, epoch: producerEpoch })}
        </span>{' '}
        {hangsWords(hanging, t)}
      </p>
      <p className="text-ink-muted">{t('transactions.command')}</p>
      {parts.map(({ partition, abortCommand }) => (
        <div key={partition} className="flex items-start gap-1">
          <code className="min-w-0 flex-1 break-all">{abortCommand}</code>
          <CopyButton text={abortCommand} label={t('transactions.copyCommand')} />
        </div>
      ))}
    </div>
  )
}

function hangsWords(reason: HangingReason, t: Translate): string {
  switch (reason) {
    case 'overdue':
      return t('transactions.hangsOverdue')
    case 'abandoned':
      return t('transactions.hangsAbandoned')
    case 'unseen':
      return t('transactions.hangsUnseen')
  }
}
