import type { ConfigEntry } from '@sluice/shared/topics'
import { X } from 'lucide-react'
import { htmlToText } from '#lib/html-text.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Badge } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ConfigValue, SOURCE_KEYS } from './config-columns.tsx'

interface ConfigDetailProps {
  entry: ConfigEntry
  onClose: () => void
}

/** One setting whole: its value, what it means in Kafka's words, and where the value could come from. */
export function ConfigDetail({ entry, onClose }: ConfigDetailProps) {
  const { t } = useText()
  return (
    <section aria-label={t('topics.configDetail')} className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 border-hairline border-b px-3">
        <h2 className="min-w-0 truncate font-mono font-semibold">{entry.name}</h2>
        <span className="ml-auto" />
        <CopyButton text={`${entry.name}=${entry.value ?? ''}`} label={t('topics.copyConfig')} />
        <IconButton
          label={t('ui.closeInspector')}
          keys="Esc"
          icon={<X aria-hidden="true" className="size-3.5" />}
          onClick={onClose}
        />
      </div>
      <div className="flex min-h-0 flex-1 flex-col gap-4 overflow-auto p-3">
        <p className="flex flex-wrap items-center gap-2 break-all">
          <ConfigValue value={entry.value} sensitive={entry.sensitive} t={t} />
          <Badge>{t(SOURCE_KEYS[entry.source])}</Badge>
          {entry.type && <Badge>{entry.type}</Badge>}
          {entry.readOnly && <Badge>{t('topics.configReadOnly')}</Badge>}
        </p>
        <p className="max-w-prose whitespace-pre-line text-ink-muted">
          {entry.documentation ? htmlToText(entry.documentation) : t('topics.configNoDocumentation')}
        </p>
        {entry.synonyms.length > 0 && <Synonyms entry={entry} />}
      </div>
    </section>
  )
}

function Synonyms({ entry }: { entry: ConfigEntry }) {
  const { t } = useText()
  return (
    <div>
      <h3 className="mb-1 text-ink-muted text-meta">{t('topics.configSynonyms')}</h3>
      <ol className="divide-y divide-hairline border-hairline border-y">
        {entry.synonyms.map((synonym) => (
          <li key={`${synonym.source}-${synonym.name}`} className="flex items-baseline gap-2 py-1">
            <span className="w-28 shrink-0 text-ink-muted">{t(SOURCE_KEYS[synonym.source])}</span>
            <span className="min-w-0 break-words">
              <span className="font-mono text-ink-muted">{synonym.name} = </span>
              <span className="inline-block">
                <ConfigValue value={synonym.value} sensitive={entry.sensitive} t={t} />
              </span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  )
}
