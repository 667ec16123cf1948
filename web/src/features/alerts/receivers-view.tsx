import type { ReceiverHealth, ReceiverTest } from '@sluice/shared/alerts-state'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { useAlertAction } from './use-alert-action.ts'
import { useAlertRefusal } from './use-alert-refusal.ts'

/** Who can be told, how it goes, and a test for each. */
export function ReceiversView({
  cluster,
  receivers,
}: {
  cluster: string
  receivers: readonly ReceiverHealth[]
}) {
  const { t } = useText()
  if (receivers.length === 0)
    return <EmptyState title={t('alerts.noneReceivers')} reason={t('alerts.noneReceiversReason')} />
  const count = (id: 'sent' | 'failed' | 'queued', header: string) => ({
    ...{ id, header, align: 'end' as const },
    cell: (receiver: ReceiverHealth) => formatCount(receiver[id]),
  })
  return (
    <StaticTable
      label={t('alerts.receivers')}
      rows={receivers}
      rowKey={({ name }) => name}
      columns={[
        { id: 'name', header: t('alerts.receiver'), mono: true, cell: ({ name }) => name },
        {
          ...{ id: 'origin', header: t('alerts.receiverOrigin'), headerTip: t('alerts.receiverOriginTip') },
          ...{ mono: true, cell: ({ origin }: ReceiverHealth) => origin },
        },
        {
          id: 'signed',
          header: t('alerts.receiverSigned'),
          cell: ({ signed }) => (
            <span className="whitespace-nowrap">{signed ? t('alerts.signedYes') : t('alerts.signedNo')}</span>
          ),
        },
        count('sent', t('alerts.receiverSent')),
        count('queued', t('alerts.receiverQueued')),
        count('failed', t('alerts.receiverFailed')),
        {
          id: 'last',
          header: t('alerts.receiverLast'),
          cell: ({ lastOkAt }) => (
            <span className="whitespace-nowrap">
              {lastOkAt === null ? t('alerts.never') : <TimeAgo at={lastOkAt} />}
            </span>
          ),
        },
        {
          id: 'fault',
          header: t('alerts.receiverFault'),
          cell: ({ lastFault }) =>
            lastFault && (
              <span className="text-ink-muted">
                <TimeAgo at={lastFault.at} />: {lastFault.message}
              </span>
            ),
        },
        {
          ...{ id: 'test', header: '', align: 'end' as const },
          cell: ({ name }) => <TestReceiver cluster={cluster} name={name} />,
        },
      ]}
    />
  )
}

function TestReceiver({ cluster, name }: { cluster: string; name: string }) {
  const { t } = useText()
  const { act, busy } = useAlertAction(cluster)
  const refusal = useAlertRefusal(cluster)
  const [result, setResult] = useState<ReceiverTest | null>(null)
  const test = async () => {
    setResult(null)
    setResult(await act((writes) => writes.testReceiver(name)))
  }
  return (
    <span className="inline-flex items-center gap-2 whitespace-nowrap">
      <span role="status" className="inline-flex items-center gap-1.5">
        {result && (
          <>
            <StateMark tone={result.ok ? 'ok' : 'trouble'} />
            {result.ok
              ? t('alerts.receiverTook', { status: result.status ?? 200, ms: result.tookMs })
              : result.message}
          </>
        )}
      </span>
      <RefusableButton look="link" refusal={refusal} disabled={busy} onClick={() => void test()}>
        {busy ? t('alerts.receiverTesting') : t('alerts.receiverTest')}
      </RefusableButton>
    </span>
  )
}
