import type { Bookmark, BookmarkCut } from '@sluice/shared/replay-bookmarks'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { parseTimeText } from '#lib/time-text.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { KeepFields } from './keep-fields.tsx'
import { TopicChecks } from './topic-checks.tsx'

interface NewBookmarkProps {
  cluster: string
  /** What a link that leads here names already. */
  topics: readonly string[]
  group: string
  refusal: string | null
  onDone: (bookmark: Bookmark) => void
}

const KINDS = ['now', 'time', 'group'] as const
const WORDS = { now: 'bookmarks.cutNow', time: 'bookmarks.cutTime', group: 'bookmarks.cutGroup' } as const
const FIELD = 'w-full [&>label]:w-20 [&>label]:shrink-0'

/** A cut made from nothing: through which topics, and where. */
export function NewBookmark(props: NewBookmarkProps) {
  const { cluster, refusal, onDone } = props
  const { t } = useText()
  const zone = useTimeZone()
  const [kind, setKind] = useState<(typeof KINDS)[number]>(props.group === '' ? 'now' : 'group')
  const [topics, setTopics] = useState<string[]>([...props.topics])
  const [group, setGroup] = useState(props.group)
  const [time, setTime] = useState('now-1h')
  const readCut = (): BookmarkCut | string => {
    if (kind === 'group') return group === '' ? t('bookmarks.groupFault') : { kind, group, topics }
    if (topics.length === 0) return t('bookmarks.topicsFault')
    if (kind === 'now') return { kind, topics }
    const now = Date.now()
    const read = parseTimeText(time, zone, now)
    const ms = read === null ? null : read.kind === 'at' ? read.ms : now - read.agoMs
    return ms === null || ms < 0 || ms > now ? t('bookmarks.timeFault') : { kind, topics, ms }
  }
  return (
    <div className="p-3">
      <KeepFields cluster={cluster} cut={readCut} refusal={refusal} onDone={onDone}>
        <SelectField
          label={t('bookmarks.where')}
          labelShown
          className={FIELD}
          value={kind}
          options={KINDS.map((one) => ({ value: one, label: t(WORDS[one]) }))}
          onChange={setKind}
        />
        {kind === 'time' && (
          <TextField
            label={t('bookmarks.time')}
            labelShown
            mono
            placeholder={t('bookmarks.timeHint')}
            className={FIELD}
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
        )}
        {kind === 'group' && (
          <TextField
            label={t('bookmarks.group')}
            labelShown
            mono
            className={FIELD}
            value={group}
            onChange={(event) => setGroup(event.target.value)}
          />
        )}
        <TopicChecks
          cluster={cluster}
          label={t(kind === 'group' ? 'bookmarks.topicsOfGroup' : 'bookmarks.topics')}
          chosen={topics}
          onChoose={setTopics}
        />
      </KeepFields>
    </div>
  )
}
