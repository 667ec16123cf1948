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

type Choice = Exclude<MomentKind, 'ago'> | 'none'

/** A point by its kind and what it needs; what is not complete yet changes nothing. */
export function PointField(props: PointFieldProps) {
  const { label, cluster, topic, moment, startMs, optional = false, onMoment } = props
  const { t } = useText()
  const [pending, setPending] = useState<Choice | null>(null)
  const kind: Choice = pending ?? choiceOf(moment)
  const give = (next: Moment | null) => {
    setPending(null)
    onMoment(next)
  }
  const choose = (next: Choice) => {
    if (next === 'none') give(null)
    else if (next === 'now') give(NOW)
    else if (next === 'time') give({ kind: 'time', ms: startMs() })
    else setPending(next)
  }
  const options: { value: Choice; label: string }[] = [
    ...(optional ? [{ value: 'none' as const, label: t('state.kindNone') }] : []),
    { value: 'now', label: t('state.kindNow') },
    { value: 'time', label: t('state.kindTime') },
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

/** A time that moves with the clock is written in the same field. */
function choiceOf(moment: Moment | null): Choice {
  if (moment === null) return 'none'
  return moment.kind === 'ago' ? 'time' : moment.kind
}
