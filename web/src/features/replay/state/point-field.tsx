import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { type Moment, type MomentKind, NOW } from './moment.ts'
import { BookmarkValue, GroupValue, TextValue } from './point-values.tsx'

interface PointFieldProps {
  label: string
  cluster: string
  topic: string
  /** Null: there is no such point. */
  moment: Moment | null
  /** Where a time begins when one is first chosen. */
  startMs: () => number
  /** Whether there may be none. */
  optional?: boolean
  onMoment: (moment: Moment | null) => void
}

type Choice = MomentKind | 'none'

const HOUR_MS = 3_600_000

/** A point by its kind and what it needs; what is not complete yet changes nothing. */
export function PointField(props: PointFieldProps) {
  const { label, cluster, topic, moment, startMs, optional = false, onMoment } = props
  const { t } = useText()
  const [pending, setPending] = useState<MomentKind | null>(null)
  const kind: Choice = pending ?? moment?.kind ?? 'none'
  const give = (next: Moment | null) => {
    setPending(null)
    onMoment(next)
  }
  const choose = (next: Choice) => {
    if (next === 'none') give(null)
    else if (next === 'now') give(NOW)
    else if (next === 'time') give({ kind: 'time', ms: startMs() })
    else if (next === 'ago') give({ kind: 'ago', agoMs: HOUR_MS })
    else setPending(next)
  }
  const options: { value: Choice; label: string }[] = [
    ...(optional ? [{ value: 'none' as const, label: t('state.kindNone') }] : []),
    { value: 'now', label: t('state.kindNow') },
    { value: 'time', label: t('state.kindTime') },
    { value: 'ago', label: t('state.kindAgo') },
    { value: 'offset', label: t('state.kindOffset') },
    { value: 'offsets', label: t('state.kindOffsets') },
    { value: 'bookmark', label: t('state.kindBookmark') },
    { value: 'group', label: t('state.kindGroup') },
  ]
  return (
    <span className="flex items-center gap-1.5">
      <SelectField label={label} labelShown fit value={kind} options={options} onChange={choose} />
      {kind === 'bookmark' ? (
        <BookmarkValue cluster={cluster} topic={topic} moment={moment} onMoment={give} />
      ) : kind === 'group' ? (
        <GroupValue cluster={cluster} topic={topic} moment={moment} onMoment={give} />
      ) : kind === 'none' || kind === 'now' ? null : (
        <TextValue label={label} kind={kind} moment={moment} onMoment={give} />
      )}
    </span>
  )
}
