import { Settings2 } from 'lucide-react'
import { type ComponentProps, lazy, Suspense, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'

const SettingsPopover = lazy(async () => ({
  default: (await import('./settings-popover.tsx')).SettingsPopover,
}))

interface SettingsButtonProps {
  className: string
  iconClassName: string
}

/** Opens the settings; what they need is fetched at the first press. */
export function SettingsButton({ className, iconClassName }: SettingsButtonProps) {
  const { t } = useText()
  const [wanted, setWanted] = useState(false)
  const look = {
    className,
    children: (
      <>
        <Settings2 aria-hidden="true" className={iconClassName} />
        <span className="truncate max-lg:sr-only">{t('shell.settings')}</span>
      </>
    ),
  } satisfies ComponentProps<'button'>
  const plain = <button type="button" {...look} onClick={() => setWanted(true)} />
  if (!wanted) return plain
  return (
    <Suspense fallback={plain}>
      <SettingsPopover trigger={<button type="button" {...look} />} />
    </Suspense>
  )
}
