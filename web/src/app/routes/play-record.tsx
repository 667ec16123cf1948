import { LoneRecord } from '#features/messages/lone-record.tsx'
import type { EventPlace } from '#lib/play-engine.ts'

interface PlayRecordProps {
  cluster: string
  place: EventPlace
  onPlace: (place: EventPlace | null) => void
}

/** A record beside what is played. */
export function PlayRecord({ cluster, place, onPlace }: PlayRecordProps) {
  return (
    <LoneRecord cluster={cluster} place={place} onPlace={onPlace} onClose={() => onPlace(null)}>
      {null}
    </LoneRecord>
  )
}
