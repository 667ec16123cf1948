import '#lib/i18n/messages-words.ts'
import '#lib/i18n/play-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { TopicPicker } from '#features/messages/across/topic-picker.tsx'
import { messageColumns } from '#features/messages/message-columns.tsx'
import { PlayPage } from '#features/replay/play/play-page.tsx'
import type { PlayParts } from '#features/replay/play/play-parts.ts'
import { ClusterFrame } from '../cluster-frame.tsx'
import { PlayExpressionRow } from './play-expression-row.tsx'
import { PlayRangeForm } from './play-range-form.tsx'
import { PlayRecord } from './play-record.tsx'

const route = getRouteApi('/clusters/$cluster/play')

export function PlayRoute() {
  const { cluster } = route.useParams()
  const parts: PlayParts = {
    columns: messageColumns,
    TopicPicker,
    RangeForm: PlayRangeForm,
    ExpressionRow: PlayExpressionRow,
    renderRecord: (place, onPlace) => <PlayRecord cluster={cluster} place={place} onPlace={onPlace} />,
  }
  return (
    <ClusterFrame cluster={cluster}>
      <PlayPage key={cluster} cluster={cluster} parts={parts} />
    </ClusterFrame>
  )
}
