import type { TopologyGraph } from '@sluice/shared/topology'
import { Group } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Check } from '#ui/check.tsx'
import { Popover } from '#ui/popover.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { patternOf } from '../model/drawn-link.ts'
import { readPattern } from '../model/group-by.ts'
import { prefixDepth } from '../model/prefix-depth.ts'
import type { TopologySearch } from '../topology-search.ts'

type By = 'none' | 'name' | 'owner' | 'pattern'

interface DrawnChoiceProps {
  graph: TopologyGraph
  search: TopologySearch
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

const SAID = {
  none: 'drawn.all',
  name: 'drawn.byName',
  owner: 'drawn.byOwner',
  pattern: 'drawn.byPattern',
} as const

function byOf({ group }: TopologySearch): By {
  if (group === undefined) return 'none'
  return group === 'owner' ? 'owner' : patternOf(group) === null ? 'name' : 'pattern'
}

/** How much is drawn: what stands in boxes, and whether what is Kafka's own is there. */
export function DrawnChoice({ graph, search, onChange }: DrawnChoiceProps) {
  const { t } = useText()
  const [wanted, setWanted] = useState<By | null>(null)
  const by = wanted ?? byOf(search)
  // What was open or looked at is of the picture before.
  const group = (rule: string | undefined) => onChange({ group: rule, open: undefined, view: undefined })
  const choose = (next: By) => {
    setWanted(next === 'pattern' ? next : null)
    if (next === 'none') group(undefined)
    if (next === 'owner') group('owner')
    if (next === 'name') group(`name:${prefixDepth(graph)}`)
  }
  return (
    <Popover
      label={t('drawn.choice')}
      onOpenChange={(open) => !open && setWanted(null)}
      trigger={
        <Button icon={<Group aria-hidden="true" className="size-4" />}>{t(SAID[byOf(search)])}</Button>
      }
    >
      <div className="flex w-80 max-w-full flex-col gap-3">
        <SelectField
          label={t('drawn.group')}
          labelShown
          value={by}
          options={[
            { value: 'none', label: t('drawn.groupNone') },
            { value: 'name', label: t('drawn.groupName') },
            { value: 'owner', label: t('drawn.groupOwner') },
            { value: 'pattern', label: t('drawn.groupPattern') },
          ]}
          onChange={choose}
        />
        {by === 'name' && (
          <SelectField
            label={t('drawn.depth')}
            labelShown
            fit
            value={search.group ?? 'name:1'}
            options={[1, 2, 3, 4].map((depth) => ({ value: `name:${depth}`, label: String(depth) }))}
            onChange={group}
          />
        )}
        {by === 'pattern' && <PatternField search={search} onPattern={group} />}
        <Check on={search.internal === true} onChange={(on) => onChange({ internal: on || undefined })}>
          {t('drawn.internal')}
        </Check>
        <Check
          on={search.most !== undefined}
          onChange={(on) => onChange({ most: on ? Math.max(10, graph.nodes.length) : undefined })}
        >
          {t('drawn.every', { n: graph.nodes.length })}
        </Check>
        {search.open && (
          <span className="flex items-center justify-between gap-2 tabular-nums">
            {t('drawn.opened', { n: search.open.length })}
            <Button onClick={() => onChange({ open: undefined })}>{t('drawn.closeAll')}</Button>
          </span>
        )}
        <p className="text-ink-muted text-meta">{t('drawn.openTip')}</p>
      </div>
    </Popover>
  )
}

function PatternField({ search, onPattern }: { search: TopologySearch; onPattern: (rule: string) => void }) {
  const { t } = useText()
  const [typed, setTyped] = useState(() => (search.group && patternOf(search.group)) || '')
  const read = readPattern(typed)
  const fault = 'fault' in read ? t('drawn.patternFault', { fault: read.fault }) : null
  const take = () => typed !== '' && fault === null && onPattern(`/${typed}/`)
  return (
    <span className="flex flex-col gap-1">
      <TextField
        label={t('drawn.pattern')}
        labelShown
        mono
        value={typed}
        placeholder="^(\w+)\."
        fault={fault}
        onChange={(event) => setTyped(event.target.value)}
        onBlur={take}
        onKeyDown={(event: KeyboardEvent) => event.key === 'Enter' && take()}
      />
      {fault === null && <span className="text-ink-muted text-meta">{t('drawn.patternTip')}</span>}
    </span>
  )
}
