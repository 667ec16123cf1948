import { PRODUCE_BODY_BYTES_MAX } from '@sluice/shared/messages-produce'
import { Check } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { Draft, RecordDraft } from './compose.ts'
import { HeaderRows } from './header-rows.tsx'
import { OriginNote } from './origin-note.tsx'
import { PartField } from './part-field.tsx'
import { PlaceFields } from './place-fields.tsx'
import { partWords } from './produce-words.ts'
import type { RecordReading } from './read-record.ts'
import type { TopicFacts } from './topic-facts.ts'
import type { Written } from './use-writing.ts'
import { WriteFault } from './write-fault.tsx'

interface ComposeFormProps {
  draft: Draft
  reading: RecordReading
  tried: boolean
  kept: boolean
  checking: boolean
  error: unknown
  written: Written | null
  facts: TopicFacts
  onEdit: (part: Partial<RecordDraft>) => void
  onCheck: () => void
  onOpen: (place: Written) => void
  onClear?: () => void
}

/** What is to be written, and at its foot what it amounts to. */
export function ComposeForm(props: ComposeFormProps) {
  const { draft, reading, tried, kept, checking, error, written, facts, onEdit, onCheck, onOpen, onClear } =
    props
  const { t } = useText()
  const { record, origin } = draft
  return (
    <>
      <div className="min-h-0 flex-1 overflow-auto">
        {written && <WrittenNote written={written} onOpen={onOpen} />}
        {error !== null && <WriteFault error={error} title={t('produce.failedCheck')} />}
        {origin !== null && <OriginNote record={record} origin={origin} />}
        <fieldset disabled={checking} className="flex flex-col gap-4 px-3 py-3">
          <PartField
            label={t('produce.partKey')}
            part={record.key}
            rows={1}
            tried={tried}
            whenNull={
              facts.compacted ? <Attention text={t('produce.nullKeyCompacted')} /> : t('produce.nullKey')
            }
            onEdit={(key) => onEdit({ key })}
          />
          <PartField
            label={t('produce.partValue')}
            part={record.value}
            rows={10}
            tried={tried}
            autoFocus
            whenNull={<Tombstone facts={facts} />}
            onEdit={(value) => onEdit({ value })}
          />
          <HeaderRows headers={record.headers} onEdit={(headers) => onEdit({ headers })} />
          <PlaceFields
            record={record}
            origin={origin}
            partitions={facts.partitions}
            stamped={facts.stamped}
            onEdit={onEdit}
          />
        </fieldset>
      </div>
      <footer className="flex flex-col gap-1 border-hairline border-t px-3 py-2">
        <Limits reading={reading} facts={facts} kept={kept} tried={tried} />
        <div className="flex items-center gap-2">
          <span className="text-ink-muted text-meta tabular-nums">
            {reading.ok && t('produce.sizes', { size: formatBytes(reading.bytes) })}
          </span>
          <span className="ml-auto" />
          {onClear && (
            <Button look="quiet" onClick={onClear} disabled={checking}>
              {t('produce.clear')}
            </Button>
          )}
          <Button
            look="primary"
            disabled={checking || isTooLarge(reading)}
            icon={<Check aria-hidden="true" className="size-3.5" />}
            onClick={onCheck}
          >
            {checking ? t('produce.checking') : t('produce.review')}
          </Button>
          <Kbd keys="mod+enter" />
        </div>
      </footer>
    </>
  )
}

/** base64 takes four characters for three bytes, and JSON one more for each quote. */
const RECORD_BYTES_MAX = Math.floor(PRODUCE_BODY_BYTES_MAX * 0.7)

function isTooLarge(reading: RecordReading): boolean {
  return reading.ok && reading.bytes > RECORD_BYTES_MAX
}

function Limits({
  reading,
  facts,
  kept,
  tried,
}: Pick<ComposeFormProps, 'reading' | 'facts' | 'kept' | 'tried'>) {
  const { t } = useText()
  const { maxBytes } = facts
  const max = formatBytes(RECORD_BYTES_MAX)
  return (
    <>
      {!reading.ok && tried && (
        <p role="alert" className="text-meta text-trouble">
          {t('produce.mend', { parts: partWords(reading.faults, t) })}
        </p>
      )}
      {isTooLarge(reading) && (
        <p className="text-meta text-trouble">{t('produce.tooLargeRequest', { max })}</p>
      )}
      {reading.ok && maxBytes !== null && reading.bytes > maxBytes && (
        <Attention text={t('produce.tooLarge', { max: formatCount(maxBytes) })} />
      )}
      {!kept && <p className="text-ink-muted text-meta">{t('produce.notKept')}</p>}
    </>
  )
}

function Tombstone({ facts }: { facts: TopicFacts }) {
  const { t } = useText()
  return (
    <>
      {t('produce.nullValue')} {facts.compacted === true && t('produce.tombstone')}
      {facts.compacted === false && t('produce.tombstoneElsewhere')}
    </>
  )
}

function Attention({ text }: { text: string }) {
  return (
    <span className="flex items-center gap-1.5 text-attention text-meta">
      <StateMark tone="attention" />
      {text}
    </span>
  )
}

function WrittenNote({ written, onOpen }: { written: Written; onOpen: (place: Written) => void }) {
  const { t } = useText()
  const { partition, offset } = written
  return (
    <p role="status" className="flex items-center gap-2 border-hairline border-b bg-accent-soft px-3 py-1">
      <StateMark tone="ok" />
      <span className="min-w-0 tabular-nums">
        {t('produce.written', { partition, offset: formatCount(offset) })}
      </span>
      <Button look="link" className="ml-auto" onClick={() => onOpen(written)}>
        {t('produce.open')}
      </Button>
    </p>
  )
}
