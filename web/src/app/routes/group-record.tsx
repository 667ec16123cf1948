import '#lib/i18n/groups-words.ts'
import '#lib/i18n/messages-words.ts'
import type { RecordPlace } from '#features/groups/one/record-place.ts'
import { StuckNote } from '#features/groups/one/stuck-note.tsx'
import { LoneRecord } from '#features/messages/lone-record.tsx'

interface GroupRecordProps {
  cluster: string
  group: string
  place: RecordPlace
  onPlace: (place: RecordPlace) => void
  onClose: () => void
}

/** The record that a group stands at, beside the group. */
export function GroupRecord({ cluster, group, place, onPlace, onClose }: GroupRecordProps) {
  return (
    <LoneRecord cluster={cluster} place={place} onPlace={onPlace} onClose={onClose}>
      <StuckNote cluster={cluster} group={group} place={place} onPlace={onPlace} />
    </LoneRecord>
  )
}
