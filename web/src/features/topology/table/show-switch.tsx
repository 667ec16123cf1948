import { useText } from '#lib/i18n/text-provider.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import type { TopologySearch } from '../topology-search.ts'

interface ShowSwitchProps {
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** The picture, or the same in rows. */
export function ShowSwitch({ search, onChange }: ShowSwitchProps) {
  const { t } = useText()
  return (
    <ModeSwitch
      label={t('twin.show')}
      value={search.show ?? 'picture'}
      options={[
        { value: 'picture', label: t('twin.picture') },
        { value: 'table', label: t('twin.edgesTab'), tip: t('twin.edgesTip') },
        { value: 'nodes', label: t('twin.nodesTab'), tip: t('twin.nodesTip') },
      ]}
      onChange={(show) => onChange({ show: show === 'picture' ? undefined : show, sort: undefined })}
    />
  )
}
