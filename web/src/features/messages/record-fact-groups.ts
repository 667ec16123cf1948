import type { Message } from '@sluice/shared/messages'
import type { MessageDetail } from '@sluice/shared/messages-detail'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatIso } from '#lib/time-format.ts'
import { batchFacts } from './batch-facts.ts'
import { type Fact, sizeText } from './record-fact.ts'
import { readTimestamp } from './timestamp.ts'
import { fateWord } from './transactions/fate-mark.tsx'

interface FactGroup {
  title: string
  facts: Fact[]
}

/** Everything that the log says of a record beside its content; what is not here yet is null. */
export function factGroups(
  message: Message,
  whole: MessageDetail | null,
  zone: string,
  t: Translate,
): FactGroup[] {
  return [
    { title: t('messages.groupPlace'), facts: placeFacts(message, whole, t) },
    { title: t('messages.groupTime'), facts: timeFacts(message, zone, t) },
    { title: t('messages.groupSize'), facts: sizeFacts(message, t) },
    { title: t('inspect.groupBatch'), facts: batchFacts(message, whole, zone, t) },
    { title: t('messages.groupProducer'), facts: producerFacts(message, whole, t) },
  ]
}

function placeFacts(message: Message, whole: MessageDetail | null, t: Translate): Fact[] {
  return [
    [t('messages.metaTopic'), message.topic, message.topic],
    [t('messages.metaPartition'), String(message.partition), String(message.partition)],
    [t('messages.metaOffset'), formatCount(message.offset), message.offset],
    [
      t('messages.metaLeaderEpoch'),
      whole && (whole.leaderEpoch === null ? '—' : formatCount(whole.leaderEpoch)),
    ],
  ]
}

function timeFacts({ timestamp, timestampType }: Message, zone: string, t: Translate): Fact[] {
  const reading = readTimestamp(timestamp)
  const iso = (ms: number | null) => (ms === null ? null : formatIso(ms, zone))
  const facts: Fact[] = []
  if (reading.kind === 'none') facts.push([t('messages.metaTimestamp'), t('messages.noTimestamp')])
  if (reading.kind === 'instant') {
    const text = iso(reading.ms)
    const utc = new Date(reading.ms).toISOString()
    facts.push([t('messages.metaTimestamp'), text, text ?? utc])
    if (zone !== 'UTC') facts.push(['UTC', utc, utc])
  }
  if (reading.kind === 'odd') {
    const [micros, nanos] = [iso(reading.asMicrosMs), iso(reading.asNanosMs)]
    if (micros) facts.push([t('messages.metaAsMicros'), micros, micros])
    if (nanos) facts.push([t('messages.metaAsNanos'), nanos, nanos])
  }
  facts.push([t('messages.metaEpochMs'), String(timestamp), String(timestamp)])
  const kind = timestampType === 'CreateTime' ? t('messages.createTime') : t('messages.logAppendTime')
  facts.push([t('messages.metaTimestampType'), kind])
  return facts
}

function sizeFacts(message: Message, t: Translate): Fact[] {
  return [
    [t('messages.metaKeySize'), sizeText(message.key?.size)],
    [t('messages.metaValueSize'), sizeText(message.value?.size)],
    [t('messages.metaRecordSize'), sizeText(message.size)],
  ]
}

/** A record's row may not say it: only the single record is always looked up. */
function fateFacts(whole: MessageDetail | null, t: Translate): Fact[] {
  if (!whole?.transactional || whole.control !== null) return []
  const { transaction } = whole
  return [[t('fate.fact'), transaction ? fateWord(transaction, t) : t('fate.notLookedUp')]]
}

function producerFacts(message: Message, whole: MessageDetail | null, t: Translate): Fact[] {
  const { producerId } = message
  if (producerId === null) return [[t('messages.metaProducer'), t('messages.metaProducerNone')]]
  const count = (value: number | null | undefined) =>
    value === null || value === undefined ? '—' : formatCount(value)
  return [
    [t('messages.metaProducer'), producerId, producerId],
    [t('messages.metaEpoch'), whole && count(whole.producerEpoch)],
    [t('messages.metaSequence'), whole && count(whole.sequence)],
    [t('messages.metaTransactional'), message.transactional ? t('messages.yes') : t('messages.no')],
    ...fateFacts(whole, t),
  ]
}
