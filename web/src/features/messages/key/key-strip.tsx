import type { KeyLookup } from '@sluice/shared/messages-key'
import type { KeyFind } from '@sluice/shared/messages-key-find'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { lookupWords } from './key-words.ts'

interface KeyStripProps {
  asked: KeyFind
  /** Null while that is not known yet. */
  lookup: KeyLookup | null
  partitions: readonly number[] | null
  onQuery: (part: Partial<MessagesQuery>) => void
}

/** One line over the list: in which partitions the key is looked for and why, with the way to all of them. */
export function KeyStrip({ asked, lookup, partitions, onQuery }: KeyStripProps) {
  const text = useText()
  const { t } = text
  const words = lookup === null ? t('lookup.looking') : lookupWords(lookup, partitions, text)
  const narrowable = lookup?.all === true && lookup.partitions.length > 0
  return (
    <div className="flex h-7 shrink-0 items-center gap-2 border-hairline border-b bg-surface-sunken px-3 text-meta">
      <p role="status" data-tip={words} className="min-w-0 truncate text-ink-muted tabular-nums">
        {words}
      </p>
      {lookup !== null && !lookup.all && (
        <Button
          look="link"
          className="!h-6 text-meta"
          onClick={() => onQuery({ key: { ...asked, everywhere: true }, partitions: null })}
        >
          {t('lookup.widen')}
        </Button>
      )}
      {narrowable && (
        <Button
          look="link"
          className="!h-6 text-meta"
          onClick={() => onQuery({ key: { ...asked, everywhere: false } })}
        >
          {t('lookup.narrow')}
        </Button>
      )}
    </div>
  )
}
