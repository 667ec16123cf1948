import type { Payload } from '@sluice/shared/messages'
import type { Find } from '@sluice/shared/messages-find'
import { type ReactNode, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { JsonScan } from '#ui/payload/json-scan.ts'
import { PayloadView } from '#ui/payload/payload-view.tsx'
import type { PayloadView as View } from '#ui/payload/payload-views.ts'
import { findPattern } from './find-pattern.ts'

interface PartViewProps {
  /** Names the record. */
  id: string
  part: 'key' | 'value'
  payload: Payload | null
  view: View | null
  scan: JsonScan
  find: Find | null
  onView: (view: View) => void
}

/** The key or the value; one that is not there says what that means. */
export function PartView({ id, part, payload, view, scan, find, onView }: PartViewProps) {
  const { t } = useText()
  const pattern = useMemo(() => find && findPattern(find), [find])
  if (payload === null || view === null) {
    return part === 'value' ? (
      <Nothing title={t('messages.payloadNullValue')}>{t('messages.payloadNullValueWhy')}</Nothing>
    ) : (
      <Nothing title={t('messages.payloadNullKey')}>{t('messages.payloadNullKeyWhy')}</Nothing>
    )
  }
  if (payload.size === 0) {
    return <Nothing title={t('messages.payloadEmpty')}>{t('messages.payloadEmptyWhy')}</Nothing>
  }
  return (
    <PayloadView
      id={`${id}/${part}`}
      payload={payload}
      view={view}
      scan={scan}
      words={find?.text ?? ''}
      pattern={pattern}
      onView={onView}
    />
  )
}

function Nothing({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1 p-4">
      <p className="font-medium">{title}</p>
      <p className="text-ink-muted">{children}</p>
    </div>
  )
}
