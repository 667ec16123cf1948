import { useQuery } from '@tanstack/react-query'
import { type FocusEvent, useState } from 'react'
import { topicGroupsQuery } from '#features/groups/groups.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { bookmarksQuery } from '../bookmarks.queries.ts'
import { type Moment, writeMoment } from './moment.ts'
import { momentText, readMomentText, type TypedKind, typedKindOf } from './moment-text.ts'

interface ValueProps {
  moment: Moment | null
  onMoment: (moment: Moment) => void
}

const WIDTHS: Readonly<Record<TypedKind, string>> = {
  time: 'w-44',
  offset: 'w-28',
  offsets: 'w-56',
}

/** A time to the second; what is longer needs more room. */
const LONG_CHARS = 19

/** A point that is typed: it counts with Enter, or when the field is left. */
export function TextValue({
  label,
  kind,
  moment,
  onMoment,
}: ValueProps & { label: string; kind: TypedKind }) {
  const zone = useTimeZone()
  const own = moment !== null && typedKindOf(moment) === kind ? moment : null
  const said = own === null ? '' : momentText(own, zone)
  return <Typed key={`${kind} ${said}`} {...{ label, kind, own, said, onMoment }} />
}

interface TypedProps {
  label: string
  kind: TypedKind
  own: Moment | null
  said: string
  onMoment: (moment: Moment) => void
}

function Typed({ label, kind, own, said, onMoment }: TypedProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const [text, setText] = useState(said)
  const [left, setLeft] = useState(false)
  const read = readMomentText(text, kind, { zone, nowMs: Date.now() })
  const words = {
    time: { hint: t('state.timeHint'), fault: t('state.timeFault') },
    offset: { hint: t('state.offsetHint'), fault: t('state.offsetFault') },
    offsets: { hint: t('state.offsetsHint'), fault: t('state.offsetsFault') },
  }[kind]
  const give = () => {
    setLeft(true)
    if (read !== null && (own === null || writeMoment(read) !== writeMoment(own))) onMoment(read)
  }
  const onBlur = (event: FocusEvent) => {
    if (text.trim() !== '' || event.relatedTarget !== null) give()
  }
  return (
    <TextField
      label={label}
      mono
      className={own?.kind === 'ago' ? 'w-24' : text.length > LONG_CHARS ? 'w-56' : WIDTHS[kind]}
      placeholder={words.hint}
      value={text}
      fault={left && text.trim() !== '' && read === null ? words.fault : null}
      onChange={(event) => setText(event.target.value)}
      onBlur={onBlur}
      onKeyDown={(event) => event.key === 'Enter' && !event.nativeEvent.isComposing && give()}
    />
  )
}

/** Those that go through the topic. */
export function BookmarkValue({
  cluster,
  topic,
  moment,
  onMoment,
}: ValueProps & { cluster: string; topic: string }) {
  const { t } = useText()
  const { data } = useQuery(bookmarksQuery(cluster))
  const chosen = moment?.kind === 'bookmark' ? moment.id : ''
  const through = (data?.bookmarks ?? []).filter(({ topics }) => topics.some((one) => one.topic === topic))
  if (data && through.length === 0 && chosen === '')
    return <span className="text-ink-muted text-meta">{t('state.noBookmarks')}</span>
  const known = through.some(({ id }) => id === chosen)
  return (
    <SelectField
      label={t('state.kindBookmark')}
      fit
      className="max-w-64"
      value={chosen}
      options={[
        ...(known ? [] : [{ value: chosen, label: chosen === '' ? t('state.chooseBookmark') : chosen }]),
        ...through.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => id !== '' && onMoment({ kind: 'bookmark', id })}
    />
  )
}

/** The groups that have read the topic are offered; another one can only be in a link. */
export function GroupValue({
  cluster,
  topic,
  moment,
  onMoment,
}: ValueProps & { cluster: string; topic: string }) {
  const { t } = useText()
  const { data } = useQuery(topicGroupsQuery(cluster, topic))
  const chosen = moment?.kind === 'group' ? moment.group : ''
  const names = [...new Set(data?.groups.map(({ group }) => group))]
  const known = names.includes(chosen) && chosen !== ''
  return (
    <SelectField
      label={t('state.kindGroup')}
      fit
      mono
      className="max-w-64"
      value={chosen}
      options={[
        ...(known ? [] : [{ value: chosen, label: chosen === '' ? t('state.chooseBookmark') : chosen }]),
        ...names.map((group) => ({ value: group, label: group })),
      ]}
      onChange={(group) => group !== '' && onMoment({ kind: 'group', group })}
    />
  )
}
