import type { StateSort, StateSummary } from '@sluice/shared/replay-state'
import { STATE_FIND_MAX } from '@sluice/shared/replay-state'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { ListSearch } from '#ui/list-search.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { ExportMenu } from './export-menu.tsx'
import { KindChips } from './kind-chips.tsx'
import { RestoreButton } from './restore-button.tsx'
import type { AskedRows } from './state.queries.ts'
import type { StateLink } from './state-link.ts'

interface StateToolbarProps {
  cluster: string
  state: StateSummary
  asked: AskedRows
  /** Null: not known yet. */
  total: number | null
  searched: number | null
  /** As the rows at hand are sorted. */
  sorted: StateSort
  stale: boolean
  onLink: (part: Partial<StateLink>) => void
}

const PAUSE_MS = 250

/** Which keys are shown, how many those are, and what can be done with them. */
export function StateToolbar(props: StateToolbarProps) {
  const { cluster, state, asked, total, searched, sorted, stale, onLink } = props
  const { t } = useText()
  return (
    <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-hairline border-b px-3 py-1">
      <KindChips state={state} kinds={asked.kinds} onKinds={(kinds) => onLink({ kinds })} />
      <ListSearch
        label={t('state.find')}
        placeholder={t('state.findHint')}
        clearLabel={t('state.findClear')}
        maxLength={STATE_FIND_MAX}
        className="w-44"
        value={asked.text}
        pauseMs={PAUSE_MS}
        onSearch={(text) => onLink({ text })}
      />
      <span role="status" className="text-ink-muted text-meta tabular-nums">
        {total !== null && t('state.rows', { count: total, text: formatCount(total) })}
        {searched !== null && searched < state.keys && (
          <> · {t('state.searched', { text: formatCount(searched) })}</>
        )}
      </span>
      {asked.sort === 'key' && sorted !== 'key' && (
        <span className="flex items-center gap-1.5 text-meta">
          <StateMark tone="attention" />
          {t('state.notByKey')}
        </span>
      )}
      <span className="ml-auto flex items-center gap-2">
        {state.changes !== null && (
          <RestoreButton cluster={cluster} state={state} asked={asked} disabled={stale} />
        )}
        <ExportMenu cluster={cluster} state={state} asked={asked} total={total} disabled={stale} />
      </span>
    </div>
  )
}
