import { type MessagesQuery, scanRequest } from '@sluice/shared/messages-link'
import { paths } from '@sluice/shared/paths'
import { useQuery } from '@tanstack/react-query'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { curlCommand, kcatQueryCommand, sluiceCommand } from './query-commands.ts'

interface CopyCommandsProps {
  cluster: string
  topic: string | null
  query: MessagesQuery
}

/** The same query for a terminal. */
export function CopyCommands({ cluster, topic, query }: CopyCommandsProps) {
  const { t } = useText()
  const { data } = useQuery(clusterListQuery())
  const [outcome, setOutcome] = useState<{ name: string; done: boolean } | null>(null)
  const brokers = data?.clusters.find(({ name }) => name === cluster)?.bootstrap ?? []
  const request = () => scanRequest(topic, query, Date.now())
  const commands = [
    { name: 'sluice', text: () => sluiceCommand(window.location.href) },
    { name: 'curl', text: () => curlCommand(window.location.origin + paths.scan(cluster), request()) },
    { name: 'kcat', text: () => kcatQueryCommand(request(), brokers) },
  ]
  const copy = async (name: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome({ name, done: true })
    } catch {
      setOutcome({ name, done: false })
    }
  }
  return (
    <div className="-mx-3 -mb-3 flex items-center gap-1 border-hairline border-t bg-surface px-3 py-1.5 text-meta">
      <span className="text-ink-muted">{t('exporting.copyAs')}</span>
      {commands.map(({ name, text }) => (
        <Button key={name} look="link" onClick={() => void copy(name, text())}>
          <code>{name}</code>
        </Button>
      ))}
      <output className="ml-auto inline-flex items-center gap-1">
        {outcome &&
          (outcome.done ? (
            <Check className="size-3.5 text-ok" aria-hidden="true" />
          ) : (
            <X className="size-3.5 text-trouble" aria-hidden="true" />
          ))}
        {outcome && t(outcome.done ? 'messages.copyDone' : 'messages.copyRefused')}
      </output>
    </div>
  )
}
