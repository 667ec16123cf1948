import { GROUP_TYPES, type GroupList } from '@sluice/shared/groups'
import { LAG_STATES } from '@sluice/shared/groups-state'
import type { ReactNode } from 'react'
import { toneOf } from '#charts/gate-tone.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { type GroupsSearch, statesOf, toggle, typesOf } from '../groups-search.ts'

interface GroupChipsProps {
  list: GroupList | undefined
  search: GroupsSearch
  onSearch: (search: GroupsSearch) => void
}

/** How many groups there are of each state, worst first, and of each kind; a press keeps only those. */
export function GroupChips({ list, search, onSearch }: GroupChipsProps) {
  const { t } = useText()
  const states = statesOf(search)
  const types = typesOf(search)
  const { state: _, type: __, ...rest } = search
  // Nothing to count and nothing chosen: an empty band would only be a riddle.
  if (list?.total === 0 && list.all === 0 && states.length + types.length === 0) return null
  return (
    <div className="flex min-h-8 shrink-0 flex-wrap items-center gap-1 border-hairline border-b px-3 py-1">
      <fieldset className="contents">
        <legend className="sr-only">{t('groups.states')}</legend>
        {LAG_STATES.map((state) => {
          const count = list?.byState[state] ?? 0
          if (count === 0 && !states.includes(state)) return null
          return (
            <Chip
              key={state}
              on={states.includes(state)}
              count={count}
              onPress={() => onSearch(toggle(search, 'state', state))}
            >
              <StateMark tone={toneOf(state)} />
              {t(`groups.state${state}`)}
            </Chip>
          )
        })}
      </fieldset>
      {(list?.total ?? 0) > 0 && (
        <span aria-hidden="true" className="mx-1.5 h-4 border-hairline-strong/50 border-l" />
      )}
      <fieldset className="contents">
        <legend className="sr-only">{t('groups.kinds')}</legend>
        {GROUP_TYPES.map((type) => {
          const count = list?.byType[type] ?? 0
          if (count === 0 && !types.includes(type)) return null
          return (
            <Chip
              key={type}
              on={types.includes(type)}
              count={count}
              onPress={() => onSearch(toggle(search, 'type', type))}
            >
              {t(`groups.kind${type}`)}
            </Chip>
          )
        })}
      </fieldset>
      {states.length + types.length > 0 && (
        <Button look="link" onClick={() => onSearch(rest)}>
          {t('groups.showAll')}
        </Button>
      )}
    </div>
  )
}

interface ChipProps {
  on: boolean
  count: number
  onPress: () => void
  children: ReactNode
}

function Chip({ on, count, onPress, children }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onPress}
      className={classNames(
        'inline-flex h-[22px] items-center gap-1.5 whitespace-nowrap rounded-full border px-2 text-meta transition-colors',
        on
          ? 'border-accent bg-accent-soft text-ink'
          : 'border-hairline text-ink-muted hover:border-hairline-strong hover:text-ink',
      )}
    >
      {children}
      <span className="text-ink tabular-nums">{formatCount(count)}</span>
    </button>
  )
}
