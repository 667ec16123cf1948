import type { Message } from '@sluice/shared/messages'
import type { MessageDetail } from '@sluice/shared/messages-detail'
import type { ReactNode } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { batchFacts } from './batch-facts.ts'
import { type Fact, sizeText } from './record-fact.ts'
import { readTimestamp } from './timestamp.ts'

interface RecordFactsProps {
  message: Message
  /** Null until the whole record is here: the facts of its batch come with it. */
  whole: MessageDetail | null
}

/** Everything that the log says of a record beside its content. */
export function RecordFacts({ message, whole }: RecordFactsProps) {
  const { t } = useText()
  const zone = useTimeZone()
  return (
    <div className="flex flex-col gap-4 p-3">
      <Group title={t('messages.groupPlace')} facts={placeFacts(message, whole, t)} />
      <Group title={t('messages.groupTime')} facts={timeFacts(message, zone, t)} />
      <Group title={t('messages.groupSize')} facts={sizeFacts(message, t)} />
      <Group title={t('inspect.groupBatch')} facts={batchFacts(message, whole, zone, t)} />
      <Group title={t('messages.groupProducer')} facts={producerFacts(message, whole, t)} />
    </div>
  )
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
  ]
}

function Group({ title, facts }: { title: string; facts: readonly Fact[] }): ReactNode {
  const { t } = useText()
  return (
    <section>
      <h3 className="pb-1 text-ink-faint text-meta">{title}</h3>
      <dl className="grid grid-cols-[8.5rem_1fr] gap-x-3">
        {facts.map(([name, shown, copied]) => (
          <div key={name} className="group/fact col-span-2 grid min-h-7 grid-cols-subgrid items-center">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <span className="min-w-0 break-all font-mono text-meta tabular-nums">
                {shown ?? t('ui.loading')}
              </span>
              {copied !== undefined && (
                <CopyButton
                  label={t('messages.copyNode')}
                  text={copied}
                  className="opacity-0 focus-visible:opacity-100 group-hover/fact:opacity-100"
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
