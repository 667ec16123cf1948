import { useState } from 'react'
import { LoneRecord } from '#features/messages/lone-record.tsx'
import type { TopicPlace } from '#features/messages/place.url.ts'
import { KeyNote, type KeyView } from '#features/replay/state/key-note.tsx'
import type { OpenKey } from '#features/replay/state/state-link.ts'
import { StateDifference } from './state-difference.tsx'

interface StateKeyProps {
  cluster: string
  topic: string
  open: OpenKey
  onClose: () => void
}

/** One key: what differs between its two records, or one of them whole. */
export function StateKey(props: StateKeyProps) {
  const { partition, at, base } = props.open
  return <Shown key={`${props.topic} ${partition} ${base} ${at}`} {...props} />
}

function Shown({ cluster, topic, open, onClose }: StateKeyProps) {
  const { partition, at, base } = open
  const compared = at !== null && base !== null && at !== base
  const [view, setView] = useState<KeyView>(compared ? 'difference' : at === null ? 'before' : 'after')
  const [stepped, setStepped] = useState<TopicPlace | null>(null)
  const choose = (next: KeyView) => {
    setStepped(null)
    setView(next)
  }
  const note = (
    <KeyNote
      cluster={cluster}
      topic={topic}
      open={open}
      view={view}
      stepped={stepped !== null}
      onView={choose}
    />
  )
  if (view === 'difference' && compared)
    return (
      <StateDifference
        cluster={cluster}
        before={{ topic, partition, offset: base }}
        after={{ topic, partition, offset: at }}
        note={note}
        onClose={onClose}
      />
    )
  const offset = (view === 'before' ? base : at) ?? at ?? base ?? '0'
  return (
    <LoneRecord
      cluster={cluster}
      place={stepped ?? { topic, partition, offset }}
      onPlace={setStepped}
      onClose={onClose}
    >
      {note}
    </LoneRecord>
  )
}
