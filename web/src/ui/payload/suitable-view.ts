import type { Payload } from '@sluice/shared/messages'
import type { JsonScan } from './json-scan.ts'
import type { PayloadView } from './payload-views.ts'

/** Characters looked at to tell text from bytes that happen to be valid UTF-8. */
const PROBED_CHARS = 4096
const UNPRINTABLE = /(?![\t\r\n])[\p{Cc}\p{Co}\p{Cn}]/u

/** The view that suits a payload when none was chosen. */
export function suitableView(payload: Payload, scan: JsonScan): PayloadView {
  if (payload.encoding === 'base64') return 'hex'
  if (scan.ok && scan.nodes.isContainer(0)) return 'json'
  return UNPRINTABLE.test(payload.data.slice(0, PROBED_CHARS)) ? 'hex' : 'text'
}
