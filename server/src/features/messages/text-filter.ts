import type { TextFilter } from '@sluice/shared/messages'
import { formsOf } from '@sluice/shared/messages-forms'
import type { LogRecord } from '#records/record.ts'
import { resolveEscapes } from './json-escapes.ts'
import { probeFor, Sieve, type Traces } from './text-probe.ts'

type Searched = Pick<LogRecord, 'key' | 'value' | 'headers'>

/** Answers, for stretches of one batch from front to back, whether a record in them can match at all. */
export interface Sifter {
  mayHold(from: number, to: number): boolean
}

/** What is looked for, compiled once for a whole scan. */
export interface TextMatcher {
  /** Rules out stretches of a decompressed batch (magic 2) without reading its records; null where that cannot be. */
  sieve(bytes: Buffer): Sifter | null
  /** What the sieve looks for at least. */
  traces: Traces
  matches(record: Searched): boolean
}

/** What a payload or a header's key must satisfy. */
interface Test {
  bytes(bytes: Buffer): boolean
  text(text: string): boolean
}

/** Unless bytes are asked for, a text is found in each of the forms that look alike. */
export function compileFilter({ text, in: parts, caseSensitive, bytes }: TextFilter): TextMatcher {
  const forms = bytes ? [text] : formsOf(text)
  const probes = forms.flatMap((form) => probeFor(form, { caseSensitive, escapes: !bytes }) ?? [])
  const test = anyOf(forms.map((form) => (caseSensitive ? exactly(form, bytes) : folded(form, bytes))))
  const [key, value, headers] = (['key', 'value', 'headers'] as const).map((part) => parts.includes(part))
  const holds = (payload: Buffer | null) => payload !== null && test.bytes(payload)
  return {
    // A form without a probe may stand anywhere.
    sieve: (batch) => (probes.length < forms.length ? null : new Sieve(batch, ...probes)),
    traces: probes.length < forms.length ? [] : [probes],
    matches: (record) =>
      (value === true && holds(record.value)) ||
      (key === true && holds(record.key)) ||
      (headers === true && record.headers.some((header) => test.text(header.key) || holds(header.value))),
  }
}

function anyOf(tests: readonly Test[]): Test {
  const [first, ...others] = tests
  if (first !== undefined && others.length === 0) return first
  return {
    bytes: (bytes) => tests.some((test) => test.bytes(bytes)),
    text: (text) => tests.some((test) => test.text(text)),
  }
}

function exactly(needle: string, bytesOnly: boolean): Test {
  const needleBytes = Buffer.from(needle)
  const inText = (text: string) => text.includes(needle) || resolveEscapes(text).includes(needle)
  if (bytesOnly) {
    const inBytes = (bytes: Buffer) => bytes.includes(needleBytes)
    return { bytes: inBytes, text: (text) => inBytes(Buffer.from(text)) }
  }
  // Half a surrogate pair or a replacement character is in no bytes as such, only in what they are read as.
  if (!needle.isWellFormed() || needle.includes('\ufffd')) {
    return { bytes: (bytes) => inText(bytes.toString()), text: inText }
  }
  const inBytes = (bytes: Buffer) =>
    bytes.includes(needleBytes) || (bytes.includes(0x5c) && resolveEscapes(bytes.toString()).includes(needle))
  return { bytes: inBytes, text: inText }
}

function folded(needle: string, bytesOnly: boolean): Test {
  const low = fold(needle)
  const inText = (text: string) =>
    fold(text).includes(low) ||
    (!bytesOnly && text.includes('\\') && fold(resolveEscapes(text)).includes(low))
  return { bytes: (bytes) => inText(bytes.toString()), text: inText }
}

/** Lower case; the final sigma is one with the other, which lower case chooses by what stands around it. */
function fold(text: string): string {
  return text.toLowerCase().replaceAll('ς', 'σ')
}
