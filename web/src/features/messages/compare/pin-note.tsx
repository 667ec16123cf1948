import { Pin } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'

/** Under the open record that others are to be compared with. */
export function PinNote({ onLeave }: { onLeave: () => void }) {
  const { t } = useText()
  return (
    <p className="flex items-center gap-2 border-hairline border-b bg-accent-soft px-3 text-meta">
      <Pin aria-hidden="true" className="size-3.5 shrink-0 text-accent" />
      <span className="min-w-0 flex-1 py-1">{t('compare.pinned')}</span>
      <Button look="link" onClick={onLeave}>
        {t('compare.unpin')}
      </Button>
    </p>
  )
}
