import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'

interface PanelFrameProps {
  title: string
  onClose: () => void
  children: ReactNode
}

/** What stands in the inspector: an alert, a rule, a mute to be made. */
export function PanelFrame({ title, onClose, children }: PanelFrameProps) {
  const { t } = useText()
  return (
    <section aria-label={title} className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 border-hairline border-b px-3">
        <h2 className="min-w-0 truncate font-semibold" data-tip={title}>
          {title}
        </h2>
        <span className="ml-auto" />
        <IconButton
          label={t('alerts.close')}
          keys="Esc"
          icon={<X aria-hidden="true" className="size-3.5" />}
          onClick={onClose}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">{children}</div>
    </section>
  )
}

/** A name and what stands for it, one below the other. */
export function PanelFact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid grid-cols-[7.5rem_1fr] items-baseline gap-2 px-3 py-1">
      <dt className="text-ink-muted text-meta">{label}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  )
}
