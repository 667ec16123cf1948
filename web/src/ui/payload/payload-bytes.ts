import type { Payload } from '@sluice/shared/messages'

/** The bytes of a payload as far as it carries them. */
export function payloadBytes(payload: Payload): Uint8Array {
  if (payload.encoding === 'utf8') return new TextEncoder().encode(payload.data)
  const binary = atob(payload.data)
  const bytes = new Uint8Array(binary.length)
  for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
  return bytes
}

/** The payload as text; bytes that are not UTF-8 become U+FFFD. */
export function payloadText(payload: Payload): string {
  if (payload.encoding === 'utf8') return payload.data
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(payloadBytes(payload))
}
