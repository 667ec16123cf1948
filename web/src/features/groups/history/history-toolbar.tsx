import type { GroupHistory } from '@sluice/shared/groups-history'
import { ChevronLeft, ChevronRight, ZoomOut } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Check } from '#ui/check.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { BetweenButton } from './between-button.tsx'
import type { HistoryChoice } from './history-choice.ts'
import { between, edgesOf, LAST_RANGES, type LastRange } from './history-range.ts'

interface HistoryToolbarProps {
  choice: HistoryChoice
  topics: readonly string[]
  history: GroupHistory | undefined
  onChoice: (part: Partial<HistoryChoice>) => void
}

const RANGES = Object.keys(LAST_RANGES) as LastRange[]
const ICON = 'size-4'

/** Which stretch of time, of which topic, and how it is shown. */
export function HistoryToolbar({ choice, topics, history, onChoice }: HistoryToolbarProps) {
  const { t } = useText()
  const { range, topic, past, view } = choice
  const move = (by: number, widen: number) => {
    const { from, to } = history ?? edgesOf(range, Date.now())
    const length = to - from
    onChoice({ range: between(from + by * length - widen * length, to + by * length + widen * length) })
  }
  // Offered only where something lies before what Sluice has seen.
  const unseen = history !== undefined && (history.since === null || history.since > history.from)
  return (
    <div className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <ModeSwitch<LastRange | 'between'>
        label={t('groups.range')}
        value={range.kind === 'last' ? range.name : 'between'}
        onChange={(name) => name !== 'between' && onChoice({ range: { kind: 'last', name } })}
        options={[
          ...RANGES.map((name) => ({ value: name, label: t(`groups.range${name}`) })),
          ...(range.kind === 'between'
            ? [{ value: 'between' as const, label: t('groups.rangeBetween') }]
            : []),
        ]}
      />
      {history && (
        <BetweenButton from={history.from} to={history.to} onRange={(next) => onChoice({ range: next })} />
      )}
      <span className="flex items-center">
        <IconButton
          label={t('groups.rangeEarlier')}
          icon={<ChevronLeft aria-hidden="true" className={ICON} />}
          onClick={() => move(-0.5, 0)}
        />
        <IconButton
          label={t('groups.rangeWider')}
          icon={<ZoomOut aria-hidden="true" className={ICON} />}
          onClick={() => move(0, 0.5)}
        />
        <IconButton
          label={t('groups.rangeLater')}
          icon={<ChevronRight aria-hidden="true" className={ICON} />}
          disabled={range.kind === 'last'}
          onClick={() => move(0.5, 0)}
        />
      </span>
      {history && <Edges history={history} />}
      {topics.length > 1 && (
        <SelectField
          label={t('groups.ofTopic')}
          mono
          className="w-44 shrink-0"
          value={topic ?? ''}
          options={[
            { value: '', label: t('groups.allTopics') },
            ...topics.map((name) => ({ value: name, label: name })),
          ]}
          onChange={(name) => onChoice({ topic: name === '' ? null : name })}
        />
      )}
      {(unseen || past) && (
        <Check on={past} onChange={(on) => onChoice({ past: on })} className="text-ink-muted">
          {t('groups.pastShow')}
        </Check>
      )}
      <span className="ml-auto flex shrink-0 items-center gap-3">
        {history?.pastFault && (
          <span data-tip={history.pastFault.message}>
            <StateMark tone="attention" />
            <span className="sr-only">{history.pastFault.message}</span>
          </span>
        )}
        {history && history.store.mode !== 'writing' && (
          <span
            data-tip={history.store.reason ?? undefined}
            className="flex items-center gap-1.5 text-attention text-meta"
          >
            <StateMark tone="attention" />
            {t('groups.historyNotKept')}
            <span className="sr-only">{history.store.reason}</span>
          </span>
        )}
        <ModeSwitch
          label={t('groups.historyAs')}
          value={view}
          onChange={(next) => onChoice({ view: next })}
          options={[
            { value: 'chart', label: t('groups.asChart') },
            { value: 'table', label: t('groups.asTable') },
          ]}
        />
      </span>
    </div>
  )
}

/** From when to when, in the zone of the page. */
function Edges({ history: { from, to } }: { history: GroupHistory }) {
  const zone = useTimeZone()
  const [left, right] = [formatInstant(from, zone), formatInstant(to, zone)]
  if (left === null || right === null) return null
  const sameDay = left.date === right.date
  return (
    <span className="whitespace-nowrap text-ink-muted text-meta tabular-nums max-2xl:hidden">
      {left.date.slice(5)} {left.time.slice(0, 8)} – {!sameDay && `${right.date.slice(5)} `}
      {right.time.slice(0, 8)}
    </span>
  )
}
