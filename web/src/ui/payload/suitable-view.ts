import type { Payload } from '@sluice/shared/messages'
import type { JsonScan } from './json-scan.ts'
import type { PayloadView } from './payload-views.ts'

/** The view that suits a payload when none was chosen. */
export function suitableView(payload: Payload, scan: JsonScan): PayloadView {
  if (payload.encoding === 'base64') return 'hex'
  return scan.ok && scan.nodes.isContainer(0) ? 'json' : 'text'
}
