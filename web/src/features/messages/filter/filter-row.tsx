import { X } from 'lucide-react'
import { useId } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { Toolbar } from '../use-toolbar.ts'
import { CelEditor } from './cel-editor.tsx'
import { faultWords } from './fault-words.ts'
import { fieldWarning } from './field-warning.ts'
import { FILTER_FIELD_ID } from './filter-button.tsx'
import { EXAMPLE, FilterExamples } from './filter-examples.tsx'
import { remember } from './filter-history.ts'
import { useFilterCheck } from './use-filter-check.ts'
import { useSampledFields } from './use-sampled-fields.ts'

interface FilterRowProps {
  cel: Toolbar['cel']
  /** The expression in force. */
  applied: string | null
  sampled: { cluster: string; topics: readonly string[] } | null
  running: boolean
  onRun: () => void
  onClose: () => void
}

/** An expression that messages must satisfy, checked while it is typed: what is wrong stands where it is wrong. */
export function FilterRow({ cel, applied, sampled, running, onRun, onClose }: FilterRowProps) {
  const { t } = useText()
  const noteId = useId()
  const known = useSampledFields(sampled)
  const check = useFilterCheck(cel.text)
  const fault = check?.fault ?? null
  const warning = check === null ? null : fieldWarning(check.paths, known)
  const run = () => {
    // What is known to be wrong is not sent: its place is marked already.
    if (fault !== null) return
    if (cel.read !== null) remember(cel.read)
    onRun()
  }
  const leave = () => {
    if (cel.text !== (applied ?? '')) cel.hold(applied ?? '')
    else {
      if (cel.text === '') onClose()
      document.querySelector<HTMLElement>('[data-keys="grid"]')?.focus()
    }
  }
  const mark =
    fault !== null
      ? { start: fault.start, end: fault.end, tone: 'trouble' as const }
      : warning !== null
        ? { start: warning.start, end: warning.end, tone: 'attention' as const }
        : null
  const note =
    fault !== null ? (
      <span className="text-trouble">{faultWords(fault, t)}</span>
    ) : warning !== null ? (
      <span className="text-attention">
        {t('cel.noField', { path: warning.path, count: warning.sampled })}{' '}
        {warning.suggestion !== null && (
          <Button
            look="link"
            className="!h-auto !inline !text-meta font-mono"
            onMouseDown={(event) => event.preventDefault()}
            onClick={() =>
              cel.hold(cel.text.slice(0, warning.start) + warning.suggestion + cel.text.slice(warning.end))
            }
          >
            {t('cel.useInstead', { path: warning.suggestion })}
          </Button>
        )}
      </span>
    ) : null
  return (
    <div className="flex items-start gap-2">
      <CelEditor
        id={FILTER_FIELD_ID}
        label={t('cel.label')}
        placeholder={EXAMPLE}
        text={cel.text}
        mark={mark}
        known={known}
        note={note}
        noteId={noteId}
        onType={cel.hold}
        onRun={run}
        onLeave={leave}
      />
      <FilterExamples known={known} onChoose={cel.hold} />
      <IconButton
        label={t('cel.drop')}
        icon={<X aria-hidden="true" className="size-3.5" />}
        onClick={() => {
          onClose()
          cel.drop()
        }}
        disabled={running && applied === null && cel.text === ''}
      />
    </div>
  )
}
