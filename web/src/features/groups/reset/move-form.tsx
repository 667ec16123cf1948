import { Upload } from 'lucide-react'
import { useCallback, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { MoveBookmarkField } from './move-bookmark-field.tsx'
import { type DraftFault, MOVE_CHOICES, type MoveChoice, type MoveDraft } from './move-draft.ts'
import { ScopePicker } from './scope-picker.tsx'

interface MoveFormProps {
  group: string
  draft: MoveDraft
  csv: string
  fault: DraftFault | null
  /** Topics that the group has committed. */
  topics: readonly string[]
  onDraft: (part: Partial<MoveDraft>) => void
  onCsv: (text: string) => void
}

const NONE = 'none'
/** A preview asks Kafka: not at every letter. */
const PAUSE_MS = 350
/** Only reached from saved offsets and earlier moves, which know what they are of. */
const NAMED: readonly MoveChoice[] = ['snapshot', 'undo']

/** Where to, and which partitions. */
export function MoveForm(props: MoveFormProps) {
  const { group, draft, csv, fault, topics, onDraft, onCsv } = props
  const { t } = useText()
  const words = {
    earliest: t('moving.modeEarliest'),
    latest: t('moving.modeLatest'),
    time: t('moving.modeTime'),
    offset: t('moving.modeOffset'),
    shift: t('moving.modeShift'),
    group: t('moving.modeGroup'),
    bookmark: t('moving.modeBookmark'),
    snapshot: t('moving.modeSnapshot'),
    csv: t('moving.modeCsv'),
    current: t('moving.modeCurrent'),
    undo: t('moving.modeUndo'),
    forget: t('moving.modeForget'),
    delete: t('moving.modeDelete'),
  }
  const shown = MOVE_CHOICES.filter((choice) => !NAMED.includes(choice) || choice === draft.choice)
  const choose = (choice: MoveChoice | typeof NONE) =>
    onDraft({ choice: choice === NONE ? null : choice, value: '' })
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-hairline border-b px-3 py-2">
      <SelectField
        label={t('moving.where')}
        labelShown
        value={draft.choice ?? NONE}
        options={[
          ...(draft.choice === null ? [{ value: NONE, label: t('moving.choose') } as const] : []),
          ...shown.map((choice) => ({ value: choice, label: words[choice] })),
        ]}
        onChange={choose}
        fit
      />
      <ValueField draft={draft} fault={fault} onDraft={onDraft} />
      {draft.choice === 'bookmark' && (
        <MoveBookmarkField value={draft.value} onValue={(value) => onDraft({ value })} />
      )}
      {draft.choice === 'csv' && <CsvField group={group} csv={csv} fault={fault} onCsv={onCsv} />}
      {draft.choice !== 'delete' && (
        <ScopePicker
          scope={draft.scope}
          topics={topics}
          named={
            draft.choice === 'csv' ||
            draft.choice === 'undo' ||
            draft.choice === 'snapshot' ||
            draft.choice === 'bookmark' ||
            draft.choice === 'group'
          }
          onScope={(scope) => onDraft({ scope })}
        />
      )}
    </div>
  )
}

interface ValueFieldProps {
  draft: MoveDraft
  fault: DraftFault | null
  onDraft: (part: Partial<MoveDraft>) => void
}

function ValueField({ draft: { choice, value }, fault, onDraft }: ValueFieldProps) {
  const { t } = useText()
  const commit = useCallback((text: string) => onDraft({ value: text }), [onDraft])
  const [shown, type] = useDebouncedText(value, commit, PAUSE_MS)
  const fields = {
    time: { hint: t('moving.timeHint'), fault: t('moving.timeFault'), width: 'w-60' },
    offset: { hint: t('moving.offsetHint'), fault: t('moving.offsetFault'), width: 'w-44' },
    shift: { hint: t('moving.shiftHint'), fault: t('moving.shiftFault'), width: 'w-36' },
    group: { hint: t('moving.groupHint'), fault: t('moving.groupFault'), width: 'w-72' },
  }
  if (choice !== 'time' && choice !== 'offset' && choice !== 'shift' && choice !== 'group') return null
  const field = fields[choice]
  return (
    <TextField
      key={choice}
      label={t('moving.where')}
      mono
      autoFocus={value === ''}
      className={field.width}
      placeholder={field.hint}
      value={shown}
      fault={fault?.kind === choice && shown === value ? field.fault : null}
      onChange={(event) => type(event.target.value)}
    />
  )
}

interface CsvFieldProps {
  group: string
  csv: string
  fault: DraftFault | null
  onCsv: (text: string) => void
}

function CsvField({ group, csv, fault, onCsv }: CsvFieldProps) {
  const { t } = useText()
  const [shown, type] = useDebouncedText(csv, onCsv, PAUSE_MS)
  const file = useRef<HTMLInputElement>(null)
  const words =
    fault?.kind === 'csv'
      ? t('moving.csvFault', { lines: fault.lines })
      : fault?.kind === 'csvNothing'
        ? t('moving.csvNothing', { group })
        : null
  return (
    <span className="order-last flex basis-full items-start gap-2">
      <textarea
        aria-label={t('moving.modeCsv')}
        aria-invalid={words === null ? undefined : true}
        // biome-ignore lint/a11y/noAutofocus: the field appears because this was chosen
        autoFocus
        spellCheck={false}
        rows={3}
        placeholder={t('moving.csvHint')}
        value={shown}
        onChange={(event) => type(event.target.value)}
        className={`min-h-7 w-full resize-y rounded-md border bg-surface px-2 py-1 font-mono text-meta outline-none focus:border-accent ${words === null ? 'border-hairline-strong' : 'border-trouble'}`}
      />
      <span className="flex flex-col gap-1">
        <Button
          icon={<Upload aria-hidden="true" className="size-3.5" />}
          onClick={() => file.current?.click()}
        >
          {t('moving.csvOpen')}
        </Button>
        <input
          ref={file}
          type="file"
          accept=".csv,text/csv,text/plain"
          aria-label={t('moving.csvOpen')}
          tabIndex={-1}
          className="sr-only"
          onChange={(event) => void event.target.files?.[0]?.text().then(onCsv)}
        />
        {words !== null && (
          <span role="alert" className="text-meta text-trouble">
            {words}
          </span>
        )}
      </span>
    </span>
  )
}
