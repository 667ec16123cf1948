import { useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import type { TopologySearch } from '../topology-search.ts'

interface ShowSwitchProps {
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** What comes after each, for the key. */
const NEXT = { picture: 'table', table: 'nodes', nodes: undefined } as const

/** The picture, or the same in rows. */
export function ShowSwitch({ search, onChange }: ShowSwitchProps) {
  const { t } = useText()
  const turn = () => onChange({ show: NEXT[search.show ?? 'picture'], sort: undefined })
  const turned = useRef(turn)
  turned.current = turn
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [
        { group: 'actions', id: 'twin.show', keys: 't', label: t('twin.key'), run: () => turned.current() },
      ],
      [t],
    ),
  )
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
