import type { TopologyFinding } from '@sluice/shared/topology'
import { useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { TopologySearch } from '../topology-search.ts'

interface FindingsButtonProps {
  findings: readonly TopologyFinding[]
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** How many findings there are, and whether one calls for attention; opens the list of them. */
export function FindingsButton({ findings, search, onChange }: FindingsButtonProps) {
  const { t } = useText()
  const covered = [search.selected, search.record, search.panel].some((part) => part !== undefined)
  const open = search.finding !== undefined && !covered
  const toggle = () =>
    onChange({
      finding: open ? undefined : (search.finding ?? 'list'),
      selected: undefined,
      record: undefined,
      panel: undefined,
    })
  const toggled = useRef(toggle)
  toggled.current = toggle
  const calls = findings.some(({ level }) => level === 'attention')
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [
        {
          group: 'actions',
          id: 'finding.list',
          keys: 'i',
          label: t('finding.key'),
          run: () => toggled.current(),
        },
      ],
      [t],
    ),
  )
  return (
    <Button
      look="quiet"
      aria-pressed={open}
      className={open ? 'bg-accent-soft text-accent' : ''}
      icon={<StateMark tone={calls ? 'attention' : 'unknown'} />}
      onClick={toggle}
    >
      {calls && <span className="sr-only">{t('finding.needs')}: </span>}
      <span className="tabular-nums">{t('finding.button', { n: formatCount(findings.length) })}</span>
    </Button>
  )
}
