import { TOPOLOGY_LEVELS, TOPOLOGY_WINDOW_MS, type TopologyGraph } from '@sluice/shared/topology'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'
import { Freshness } from '#ui/freshness.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TOPOLOGY_CYCLE_MS } from '../topology.queries.ts'
import type { TopologySearch } from '../topology-search.ts'
import { CollectorLine } from './collector-line.tsx'
import { DrawnChoice } from './drawn-choice.tsx'

interface TopologyHeaderProps {
  graph: TopologyGraph | undefined
  search: TopologySearch
  live: boolean
  arrivedAt: number
  failed: unknown
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

const LEVELS = {
  business: ['topology.levelBusiness', 'topology.levelBusinessTip'],
  service: ['topology.levelService', 'topology.levelServiceTip'],
  instance: ['topology.levelInstance', 'topology.levelInstanceTip'],
} as const
const HOUR = 3_600_000
const WINDOWS = [600_000, HOUR, 6 * HOUR, 24 * HOUR, 168 * HOUR] as const

/** What is drawn, how closely, of which span, and how true it is now. */
export function TopologyHeader(props: TopologyHeaderProps) {
  const { graph, search, live, arrivedAt, failed, onChange } = props
  const { t, language } = useText()
  const window = search.window ?? TOPOLOGY_WINDOW_MS
  const windows = WINDOWS.some((known) => known === window) ? WINDOWS : [...WINDOWS, window]
  return (
    <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <h1 className="shrink-0 whitespace-nowrap font-semibold text-title">{t('topology.title')}</h1>
      {graph && (
        <span className="whitespace-nowrap text-ink-muted tabular-nums max-2xl:hidden">
          {t('topology.counts', {
            nodes: formatCount(graph.nodes.length),
            edges: formatCount(graph.edges.length),
          })}
        </span>
      )}
      <ModeSwitch
        label={t('topology.level')}
        value={search.level ?? 'service'}
        options={TOPOLOGY_LEVELS.map((value) => ({
          value,
          label: t(LEVELS[value][0]),
          tip: t(LEVELS[value][1]),
        }))}
        onChange={(level) => onChange({ level, selected: undefined, view: undefined })}
      />
      <SelectField
        label={t('topology.window')}
        fit
        className="shrink-0"
        value={String(window)}
        options={windows.map((ms) => ({
          value: String(ms),
          label: t('topology.lastSpan', { span: spanWords(ms, language) }),
        }))}
        onChange={(ms) => onChange({ window: Number(ms) })}
      />
      {graph && <DrawnChoice graph={graph} search={search} onChange={onChange} />}
      <span className="ml-auto flex min-w-0 items-center gap-2">
        {failed !== null && graph && (
          <span role="status" className="inline-flex items-center gap-1.5 truncate text-attention text-meta">
            <StateMark tone="attention" />
            {t('topology.stale')}
          </span>
        )}
        {search.at === undefined && <Freshness arrivedAt={arrivedAt} cycleMs={TOPOLOGY_CYCLE_MS} />}
        {graph && <CollectorLine collectors={graph.collectors} live={live} />}
      </span>
    </header>
  )
}
