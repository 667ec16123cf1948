import { useText } from '#lib/i18n/text-provider.tsx'
import { ModeSwitch } from '../mode-switch.tsx'
import { PAYLOAD_VIEWS, type PayloadView } from './payload-views.ts'

interface ViewSwitchProps {
  value: PayloadView
  onChange: (view: PayloadView) => void
}

/** How a payload is shown: as a tree, as text, or byte by byte. */
export function ViewSwitch({ value, onChange }: ViewSwitchProps) {
  const { t } = useText()
  const labels = { json: t('messages.viewJson'), text: t('messages.viewText'), hex: t('messages.viewHex') }
  return (
    <ModeSwitch
      label={t('messages.view')}
      value={value}
      options={PAYLOAD_VIEWS.map((view) => ({ value: view, label: labels[view] }))}
      onChange={onChange}
    />
  )
}
