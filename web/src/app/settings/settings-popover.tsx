import { type ReactElement, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Popover } from '#ui/popover.tsx'
import { SettingsPanel } from './settings-panel.tsx'

export function SettingsPopover({ trigger }: { trigger: ReactElement }) {
  const { t } = useText()
  const [open, setOpen] = useState(true)
  return (
    <Popover
      trigger={trigger}
      label={t('shell.settings')}
      open={open}
      onOpenChange={setOpen}
      side="right"
      align="end"
    >
      <SettingsPanel />
    </Popover>
  )
}
