import { PayloadActionsContext } from '#ui/payload/payload-actions.ts'
import type { ListLayout } from './columns/list-layout.ts'
import { RecordPayload, type RecordPayloadProps } from './record-payload.tsx'
import { usePayloadActions } from './use-payload-actions.ts'

interface RecordPartProps extends RecordPayloadProps {
  layout: ListLayout
}

/** The key or value of a record beside a list, which its values can filter and make columns of. */
export function RecordPart({ layout, ...payload }: RecordPartProps) {
  const actions = usePayloadActions(payload.part, layout)
  return (
    <PayloadActionsContext value={actions}>
      <RecordPayload {...payload} />
    </PayloadActionsContext>
  )
}
