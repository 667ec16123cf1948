import type { TopicPartition } from '@sluice/shared/topics'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Draft, type DraftFault, START_KINDS } from './draft.ts'
import { NamedPlaceField } from './named-place-field.tsx'
import { OffsetsGrid } from './offsets-grid.tsx'
import { TimeField } from './time-field.tsx'

interface StartFieldsProps {
  draft: Draft
  /** Why the range cannot be used as it stands, once it was tried. */
  fault: DraftFault | null
  partitions: readonly TopicPartition[] | null
  /** Of several topics there are no offsets by partition. */
  across: boolean
  /** Left out: every kind of place. */
  kinds?: readonly Draft['kind'][]
  onEdit: (part: Partial<Draft>) => void
  /** A choice that counts at once. */
  onChoose: (part: Partial<Draft>) => void
}

/** Where reading starts: the kind of place, and beside it the place itself. */
export function StartFields(props: StartFieldsProps) {
  const { draft, fault, partitions, across, kinds = START_KINDS, onEdit, onChoose } = props
  const { t } = useText()
  const labels = {
    newest: t('messages.startNewest'),
    oldest: t('messages.startOldest'),
    offset: t('messages.startOffset'),
    time: t('messages.startTime'),
    offsets: t('messages.startOffsets'),
    bookmark: t('range.fromBookmark'),
    group: t('range.fromGroup'),
  }
  return (
    <>
      <SelectField
        label={t('messages.start')}
        value={draft.kind}
        options={kinds
          .filter((kind) => !across || kind !== 'offsets')
          .map((kind) => ({
            value: kind,
            label: labels[kind],
          }))}
        onChange={(kind) => onChoose({ kind })}
        fit
      />
      {draft.kind === 'offset' && (
        <TextField
          label={t('messages.offset')}
          mono
          autoFocus={draft.offset === ''}
          inputMode="numeric"
          placeholder="0"
          className="w-44"
          value={draft.offset}
          fault={fault === 'offset' ? t('messages.offsetFault') : null}
          onChange={(event) => onEdit({ offset: event.target.value })}
        />
      )}
      {draft.kind === 'time' && (
        <TimeField
          label={t('messages.time')}
          text={draft.time}
          moves={draft.moves}
          fault={fault === 'time' ? t('messages.timeFault') : null}
          onText={(time) => onEdit({ time })}
          onPreset={(time) => onChoose({ time })}
          onMoves={(moves) => onEdit({ moves })}
        />
      )}
      {(draft.kind === 'bookmark' || draft.kind === 'group') && (
        <NamedPlaceField
          key={draft.kind}
          kind={draft.kind}
          value={draft[draft.kind]}
          missing={fault === 'named'}
          onText={(group) => onEdit({ group })}
          onBookmark={(bookmark) => onChoose({ bookmark })}
        />
      )}
      {draft.kind === 'offsets' && (
        <>
          <TextField
            label={t('messages.startOffsets')}
            mono
            placeholder={t('messages.offsetsHint')}
            className="w-64"
            value={draft.offsets}
            fault={fault === 'offsets' ? t('messages.offsetsFault') : null}
            onChange={(event) => onEdit({ offsets: event.target.value })}
          />
          <OffsetsGrid
            text={draft.offsets}
            partitions={partitions}
            onText={(offsets) => onEdit({ offsets })}
          />
        </>
      )}
    </>
  )
}
