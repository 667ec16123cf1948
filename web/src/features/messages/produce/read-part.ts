import { isBase64 } from '@sluice/shared/messages-key'
import type { ProducePayload } from '@sluice/shared/messages-produce'
import { scanJson } from '#ui/payload/json-scan.ts'
import type { PartDraft } from './compose.ts'

/** Why a part cannot be written; a mistake in JSON with its place, counted from 1. */
export type PartFault =
  | { kind: 'json'; at: number; line: number; column: number }
  | { kind: 'json-empty' }
  | { kind: 'base64' }
  | { kind: 'half-character' }

export type PartReading =
  | { ok: true; payload: ProducePayload | null; bytes: number }
  | { ok: false; fault: PartFault }

const encoder = new TextEncoder()

/** What a part stands for. JSON is checked and sent as it is typed, digit for digit. */
export function readPart(part: PartDraft): PartReading {
  const { mode } = part
  if (mode === 'null') return { ok: true, payload: null, bytes: 0 }
  if (mode === 'base64') return readBase64(part.text)
  const data = textOf(part)
  if (!data.isWellFormed()) return { ok: false, fault: { kind: 'half-character' } }
  const fault = mode === 'json' ? jsonFault(part.text) : null
  if (fault !== null) return { ok: false, fault }
  const encoding = mode === 'json' ? 'json' : 'utf8'
  return { ok: true, payload: { encoding, data }, bytes: encoder.encode(data).length }
}

export function textOf({ text, crlf }: Pick<PartDraft, 'text' | 'crlf'>): string {
  return crlf ? text.replaceAll('\n', '\r\n') : text
}

/** Space between the characters is no part of base64, and comes along when it is pasted. */
function readBase64(text: string): PartReading {
  const data = text.replace(/\s+/g, '')
  if (!isBase64(data)) return { ok: false, fault: { kind: 'base64' } }
  const padding = data.endsWith('==') ? 2 : data.endsWith('=') ? 1 : 0
  return { ok: true, payload: { encoding: 'base64', data }, bytes: (data.length / 4) * 3 - padding }
}

function jsonFault(text: string): PartFault | null {
  if (text.trim() === '') return { kind: 'json-empty' }
  const scan = scanJson(text)
  // Deeper or larger than the viewer goes is no mistake of the one who writes it.
  if (scan.ok || scan.fault !== 'syntax') return null
  const before = text.slice(0, scan.at)
  const line = before.split('\n').length
  return { kind: 'json', at: scan.at, line, column: scan.at - before.lastIndexOf('\n') }
}
