import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { DraftFault } from './draft.ts'
import { END_KINDS, type EndDraft } from './end-draft.ts'
import { NamedPlaceField } from './named-place-field.tsx'
import { TimeField } from './time-field.tsx'

interface EndFieldsProps {
  draft: EndDraft
  /** Why the range cannot be used as it stands, once it was tried. */
  fault: DraftFault | null
  onEdit: (draft: EndDraft) => void
  /** A choice that counts at once. */
  onChoose: (draft: EndDraft) => void
}

/** Where reading ends: with the log, or before a time or an offset. */
export function EndFields({ draft, fault, onEdit, onChoose }: EndFieldsProps) {
  const { t } = useText()
  const labels = {
    'log-end': t('range.logEnd'),
    time: t('range.time'),
    offset: t('range.offset'),
    bookmark: t('range.toBookmark'),
    group: t('range.toGroup'),
  }
  const order = fault === 'end-order' ? t('range.orderFault') : null
  return (
    <>
      <SelectField
        label={t('range.end')}
        value={draft.kind}
        options={END_KINDS.map((kind) => ({ value: kind, label: labels[kind] }))}
        onChange={(kind) => onChoose({ ...draft, kind })}
        fit
      />
      {draft.kind === 'time' && (
        <TimeField
          label={t('range.endTime')}
          text={draft.time}
          moves={draft.moves}
          fault={fault === 'end-time' ? t('messages.timeFault') : order}
          onText={(time) => onEdit({ ...draft, time })}
          onMoves={(moves) => onEdit({ ...draft, moves })}
        />
      )}
      {draft.kind === 'offset' && (
        <TextField
          label={t('range.endOffset')}
          mono
          autoFocus={draft.offset === ''}
          inputMode="numeric"
          placeholder="0"
          className="w-40"
          value={draft.offset}
          fault={fault === 'end-offset' ? t('messages.offsetFault') : order}
          onChange={(event) => onEdit({ ...draft, offset: event.target.value })}
        />
      )}
      {(draft.kind === 'bookmark' || draft.kind === 'group') && (
        <NamedPlaceField
          key={draft.kind}
          kind={draft.kind}
          value={draft[draft.kind]}
          missing={fault === 'end-named'}
          onText={(group) => onEdit({ ...draft, group })}
          onBookmark={(bookmark) => onChoose({ ...draft, bookmark })}
        />
      )}
    </>
  )
}
