import type { EntityId } from '@sluice/shared/topology-evidence'
import { useText } from '#lib/i18n/text-provider.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { entityWords } from '../why/evidence-words.ts'

interface PartsListProps {
  parts: readonly EntityId[]
  refusal: string | null
  busy: boolean
  onSplit: (part: EntityId) => void
}

const SHOWN = 30

/** What a service is made of; what is not part of it can be split off. */
export function PartsList({ parts, refusal, busy, onSplit }: PartsListProps) {
  const { t } = useText()
  return (
    <details>
      <summary className="cursor-default text-ink-muted">{t('who.parts', { n: parts.length })}</summary>
      <ul className="pt-1">
        {parts.slice(0, SHOWN).map((part) => {
          const { kind, name } = entityWords(part, t)
          return (
            <li key={part} className="flex min-h-7 items-center gap-2">
              <span className="shrink-0 text-ink-muted text-meta">{kind}</span>
              <span className="min-w-0 truncate font-mono" data-tip={name}>
                {name}
              </span>
              <RefusableButton
                look="link"
                className="ml-auto"
                refusal={refusal}
                disabled={busy}
                aria-label={t('who.splitOf', { name })}
                onClick={() => onSplit(part)}
              >
                {t('who.split')}
              </RefusableButton>
            </li>
          )
        })}
      </ul>
    </details>
  )
}
