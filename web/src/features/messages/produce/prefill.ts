import type { Message, Payload } from '@sluice/shared/messages'
import { scanJson } from '#ui/payload/json-scan.ts'
import type { Draft, HeaderDraft, PartDraft, RecordDraft } from './compose.ts'

/** Whether all of the message is at hand: one that is cut cannot be sent again as it was. */
export function isWhole({ key, value, headers }: Message): boolean {
  return [key, value, ...headers.map((header) => header.value)].every(
    (payload) => payload?.truncated !== true,
  )
}

/** The message as the form holds it, byte for byte, to its own partition and with a time of its own. */
export function prefill(message: Message): Draft {
  const { partition, offset, timestamp } = message
  const record: RecordDraft = {
    key: partOf(message.key),
    value: partOf(message.value),
    headers: message.headers.map(
      ({ key, keyBytes, value }, index): HeaderDraft => ({
        id: index + 1,
        name: key,
        ...(keyBytes === undefined ? {} : { nameBytes: keyBytes }),
        ...headerPart(value),
      }),
    ),
    partition,
    time: null,
  }
  return { record, origin: { place: { partition, offset }, timestamp, record } }
}

function partOf(payload: Payload | null): PartDraft {
  const part = headerPart(payload)
  return part.mode === 'text' && scanJson(part.text).ok ? { ...part, mode: 'json' } : part
}

/** Text where a text field can hold it: line ends must be all of one kind. Everything else as base64. */
function headerPart(payload: Payload | null): PartDraft {
  if (payload === null) return { mode: 'null', text: '', crlf: false }
  const { encoding, data } = payload
  if (encoding === 'base64') return { mode: 'base64', text: data, crlf: false }
  if (!data.includes('\r')) return { mode: 'text', text: data, crlf: false }
  const text = data.replaceAll('\r\n', '\n')
  if (text.replaceAll('\n', '\r\n') === data) return { mode: 'text', text, crlf: true }
  return { mode: 'base64', text: toBase64(data), crlf: false }
}

function toBase64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}
