import type { Message } from '@sluice/shared/messages'
import type { BatchFacts, MessageDetail } from '@sluice/shared/messages-detail'
import type { Timestamp } from '@sluice/shared/units'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatIso } from '#lib/time-format.ts'
import { type Fact, sizeText } from './record-fact.ts'
import { readTimestamp } from './timestamp.ts'

/** What the log says of the batch that a record came in; null while only the list's row is here. */
export function batchFacts(
  { codec, offset }: Message,
  whole: MessageDetail | null,
  zone: string,
  t: Translate,
): Fact[] {
  const batch = whole?.batch ?? null
  const facts: Fact[] = [
    [t('inspect.metaBatchOffsets'), batch && offsetsText(batch, offset, t)],
    [t('inspect.metaBatchRecords'), batch && recordsText(batch, t)],
    [t('inspect.metaBatchBytes'), batch && sizeText(batch.bytes)],
    [t('messages.metaCodec'), codec === 'none' ? t('messages.metaCodecNone') : codec],
  ]
  if (codec !== 'none') facts.push([t('inspect.metaBatchUnpacked'), batch && unpackedText(batch, t)])
  facts.push([t('inspect.metaBatchMaxTime'), batch && timeText(batch.maxTimestamp, zone)])
  if (batch !== null && batch.deleteHorizon !== null) {
    facts.push([t('inspect.metaDeleteHorizon'), timeText(batch.deleteHorizon, zone)])
  }
  return facts
}

function offsetsText({ baseOffset, lastOffset }: BatchFacts, offset: string, t: Translate): string {
  const [from, to] = [formatCount(baseOffset), formatCount(lastOffset)]
  if (baseOffset === lastOffset) return from
  const place = BigInt(offset) - BigInt(baseOffset)
  return `${from} – ${to}, ${t('inspect.placeInBatch', { delta: formatCount(place.toString()) })}`
}

/** Fewer records than offsets: compaction has thinned the batch out. */
function recordsText({ records, baseOffset, lastOffset }: BatchFacts, t: Translate): string {
  const written = BigInt(lastOffset) - BigInt(baseOffset) + 1n
  const count = formatCount(records)
  if (written === BigInt(records)) return count
  return t('inspect.batchThinned', { count, written: formatCount(written.toString()) })
}

function unpackedText({ bytes, uncompressedBytes }: BatchFacts, t: Translate): string {
  const ratio = (uncompressedBytes / bytes).toFixed(1)
  return `${sizeText(uncompressedBytes)}, ${t('inspect.batchRatio', { ratio })}`
}

function timeText(timestamp: Timestamp, zone: string): string {
  const reading = readTimestamp(timestamp)
  return (reading.kind === 'instant' ? formatIso(reading.ms, zone) : null) ?? String(timestamp)
}
