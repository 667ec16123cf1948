import type { Message, Payload } from '@sluice/shared/messages'
import { useQuery } from '@tanstack/react-query'
import { Check, ChevronDown, Copy, X } from 'lucide-react'
import { useState } from 'react'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { fromAcross } from './columns/across-columns.ts'
import { rowCopies } from './columns/row-copies.ts'
import { kcatCommand, messageJson, payloadCopy } from './copy-as.ts'
import { DownloadLink } from './download-link.tsx'
import { recordCopies } from './export/record-copies.ts'
import { useMessagesUrl } from './use-messages-url.ts'

const SAVE_LOOK = 'w-full px-2.5 text-ink-muted hover:bg-surface-sunken hover:text-ink'

type Outcome = { item: string; done: boolean }

/** A preview is never copied in place of the payload: the item waits until the whole record is here. */
function isWhole(payload: Payload | null): boolean {
  return payload === null || !payload.truncated
}

/** The message in the forms that other tools take. */
export function CopyMenu({ cluster, message }: { cluster: string; message: Message }) {
  const { t } = useText()
  const { data } = useQuery(clusterListQuery())
  const { url } = useMessagesUrl()
  const zone = useTimeZone()
  const [outcome, setOutcome] = useState<Outcome | null>(null)
  const brokers = data?.clusters.find(({ name }) => name === cluster)?.bootstrap ?? []
  const items = [
    {
      id: 'value',
      label: t('messages.copyValue'),
      text: () => payloadCopy(message.value),
      whole: isWhole(message.value),
    },
    {
      id: 'key',
      label: t('messages.copyKey'),
      text: () => payloadCopy(message.key),
      whole: isWhole(message.key),
    },
    {
      id: 'json',
      label: t('messages.copyRow'),
      text: () => messageJson(message),
      whole: [message.key, message.value, ...message.headers.map(({ value }) => value)].every(isWhole),
    },
    {
      id: 'kcat',
      label: t('messages.copyKcat'),
      text: () => kcatCommand(message, brokers),
      whole: true,
    },
    ...recordCopies(message, { origin: window.location.origin, cluster }, t),
    ...rowCopies(message, { columns: url.topics === null ? url.columns : fromAcross(url.columns), zone, t }),
    { id: 'link', label: t('messages.copyLink'), text: () => window.location.href, whole: true },
  ]
  const copy = async (item: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome({ item, done: true })
    } catch {
      setOutcome({ item, done: false })
    }
  }
  return (
    <Popover
      label={t('messages.copyAs')}
      align="end"
      onOpenChange={() => setOutcome(null)}
      trigger={
        <IconButton
          label={t('messages.copyAs')}
          icon={
            <span className="flex items-center">
              <Copy aria-hidden="true" className="size-3.5" />
              <ChevronDown aria-hidden="true" className="size-3" />
            </span>
          }
        />
      }
    >
      <ul className="-m-1.5 flex min-w-48 flex-col">
        {items.map(({ id, label, text, whole }) => (
          <li key={id}>
            <Button
              look="quiet"
              className="w-full justify-between"
              disabled={!whole}
              onClick={() => void copy(id, text())}
            >
              {label}
              {outcome?.item === id && (
                <output className="inline-flex items-center gap-1 text-meta">
                  {outcome.done ? (
                    <Check className="size-3.5 text-ok" />
                  ) : (
                    <X className="size-3.5 text-trouble" />
                  )}
                  {outcome.done ? t('messages.copyDone') : t('messages.copyRefused')}
                </output>
              )}
            </Button>
          </li>
        ))}
        {message.value !== null && (
          <li>
            <DownloadLink cluster={cluster} message={message} part="value" className={SAVE_LOOK}>
              {t('inspect.downloadValue')}
            </DownloadLink>
          </li>
        )}
        {message.key !== null && (
          <li>
            <DownloadLink cluster={cluster} message={message} part="key" className={SAVE_LOOK}>
              {t('inspect.downloadKey')}
            </DownloadLink>
          </li>
        )}
      </ul>
    </Popover>
  )
}
