import { useText } from '#lib/i18n/text-provider.tsx'
import { CHANGE_LOOK, CHANGE_SIGN } from '#ui/payload/change-look.ts'
import type { FieldChange } from './versions.ts'

/** A field that a version changed, on one line: its path, what stood there, and what does. */
export function FieldChangeLine({ change: { kind, path, before, after } }: { change: FieldChange }) {
  const { t } = useText()
  const word = {
    added: t('inspect.added'),
    removed: t('inspect.removed'),
    changed: t('inspect.changed'),
    spelling: t('inspect.spelling'),
  }[kind]
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 font-mono text-meta">
      <span className={`w-2 shrink-0 text-center ${CHANGE_LOOK[kind]}`}>
        <span aria-hidden="true">{CHANGE_SIGN[kind]}</span>
        <span className="sr-only">{word}</span>
      </span>
      <span className="min-w-0 max-w-[45%] shrink-0 truncate text-ink-muted" title={path}>
        {path.replace(/^\$\.?/, '') || '$'}
      </span>
      <span className="min-w-0 truncate">
        {before !== null && <span className={kind === 'removed' ? '' : 'text-ink-faint'}>{before}</span>}
        {before !== null && after !== null && <span className="text-ink-faint"> → </span>}
        {after !== null && <span>{after}</span>}
      </span>
    </span>
  )
}
