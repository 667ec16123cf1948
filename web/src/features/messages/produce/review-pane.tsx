import type { ProducePayload } from '@sluice/shared/messages-produce'
import { Send } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { readTimestamp } from '../timestamp.ts'
import type { Draft } from './compose.ts'
import { OriginNote } from './origin-note.tsx'
import { modeWords, whyWords } from './produce-words.ts'
import type { TopicFacts } from './topic-facts.ts'
import { isDoubtful, isUnknown, type Review } from './use-writing.ts'
import { WriteFault } from './write-fault.tsx'

interface ReviewPaneProps {
  cluster: string
  topic: string
  draft: Draft
  review: Review
  busy: boolean
  facts: TopicFacts
  onWrite: () => void
  onLook: (partition: number) => void
  onBack: () => void
}

/** The last look before writing: what goes where, as the server understood it. */
export function ReviewPane(props: ReviewPaneProps) {
  const { cluster, topic, draft, review, busy, facts, onWrite, onLook, onBack } = props
  const { t } = useText()
  const { record, preview, error } = review
  const unknown = isUnknown(error)
  const doubtful = isDoubtful(error)
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto">
        {error !== null && (
          <WriteFault
            error={error}
            title={unknown || doubtful ? t('produce.failedUnknown') : t('produce.failed')}
            advice={doubtful ? t('produce.safeAgain') : null}
          />
        )}
        {draft.origin !== null && <OriginNote record={draft.record} origin={draft.origin} />}
        <div className="flex flex-col gap-3 px-3 py-3">
          <p className="font-semibold text-title">{t('produce.question')}</p>
          <dl className="grid grid-cols-[6rem_1fr] items-baseline gap-x-3 gap-y-1.5">
            <Row name={t('produce.cluster')}>
              <Mono>{cluster}</Mono>
            </Row>
            <Row name={t('produce.topic')}>
              <Mono>{topic}</Mono>
            </Row>
            <Row name={t('produce.partPartition')}>
              <span className="tabular-nums">{preview.partition ?? t('produce.anyLater')}</span>{' '}
              <span className="text-ink-muted">· {whyWords(preview.why, t)}</span>
            </Row>
            <Row name={t('produce.partTime')}>
              <TimeWords timestamp={record.timestamp} stamped={facts.stamped} />
            </Row>
            <Row name={t('produce.size')}>{formatBytes(preview.bytes)}</Row>
            <Row name={t('produce.partKey')}>
              <PayloadWords payload={record.key} whenNull={t('produce.isNull')} />
            </Row>
            <Row name={t('produce.partValue')}>
              <PayloadWords payload={record.value} whenNull={t('produce.isTombstone')} />
            </Row>
            {record.headers.map(({ key, value }, index) => (
              <Row key={index} name={index === 0 ? t('produce.partHeaders') : ''}>
                <Mono>{key === '' ? '""' : key}</Mono>{' '}
                <PayloadWords payload={value} whenNull={t('produce.isNull')} />
              </Row>
            ))}
          </dl>
          {record.value === null && facts.compacted && (
            <p className="text-attention">{t('produce.tombstone')}</p>
          )}
        </div>
      </div>
      <footer className="flex flex-wrap items-center gap-2 border-hairline border-t px-3 py-2">
        <Button look="quiet" onClick={onBack} disabled={busy}>
          {t('produce.back')}
        </Button>
        <span className="ml-auto" />
        {unknown && preview.partition !== null && (
          <Button autoFocus onClick={() => onLook(preview.partition ?? 0)}>
            {t('produce.lookNewest', { partition: preview.partition })}
          </Button>
        )}
        <Button
          look={unknown ? 'plain' : 'primary'}
          disabled={busy}
          // A second write is never one press of a key away.
          key={unknown ? 'again' : 'first'}
          autoFocus={!unknown}
          icon={<Send aria-hidden="true" className="size-3.5" />}
          onClick={onWrite}
        >
          {busy ? t('produce.writing') : unknown ? t('produce.writeAgain') : t('produce.write')}
        </Button>
        {!unknown && <Kbd keys="mod+enter" />}
      </footer>
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted text-meta">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  )
}

function Mono({ children }: { children: ReactNode }) {
  return <span className="font-mono text-meta [unicode-bidi:isolate]">{children}</span>
}

function TimeWords({ timestamp, stamped }: { timestamp: number | string; stamped: boolean }) {
  const { t } = useText()
  const zone = useTimeZone()
  if (stamped) return t('produce.timeReplaced')
  if (timestamp === 'now') return t('produce.timeAtWriting')
  const reading = readTimestamp(timestamp)
  const instant = reading.kind === 'instant' ? formatInstant(reading.ms, zone) : null
  if (instant === null) return <Mono>{timestamp}</Mono>
  return (
    <span className="tabular-nums">
      {instant.date} {instant.time} {instant.offset}
    </span>
  )
}

const SHOWN_CHARS = 400

function PayloadWords({ payload, whenNull }: { payload: ProducePayload | null; whenNull: string }) {
  const { t } = useText()
  if (payload === null) return <Badge>{whenNull}</Badge>
  const { encoding, data } = payload
  if (data === '') return <Badge>{t('produce.isEmpty')}</Badge>
  return (
    <>
      <span className="whitespace-pre-wrap font-mono text-meta [unicode-bidi:isolate]">
        {data.slice(0, SHOWN_CHARS)}
        {data.length > SHOWN_CHARS && '…'}
      </span>{' '}
      {encoding !== 'utf8' && <Badge>{modeWords(encoding, t)}</Badge>}
    </>
  )
}
