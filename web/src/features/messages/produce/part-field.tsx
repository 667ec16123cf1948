import { type ReactNode, useId, useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { prettyJson } from '#ui/payload/json-pretty.ts'
import { scanJson } from '#ui/payload/json-scan.ts'
import { PART_MODES, type PartDraft } from './compose.ts'
import { faultWords, modeWords } from './produce-words.ts'
import { type PartFault, readPart } from './read-part.ts'

interface PartFieldProps {
  label: string
  part: PartDraft
  rows: number
  /** What null means here. */
  whenNull: ReactNode
  /** Whether mistakes are told although nothing was typed yet. */
  tried: boolean
  autoFocus?: boolean
  onEdit: (part: PartDraft) => void
}

/** A key or value: how it is written, its text, and where it is wrong while it is typed. */
export function PartField({ label, part, rows, whenNull, tried, autoFocus, onEdit }: PartFieldProps) {
  const { t } = useText()
  const id = useId()
  const area = useRef<HTMLTextAreaElement>(null)
  const reading = useMemo(() => readPart(part), [part])
  const fault = reading.ok || (part.text === '' && !tried) ? null : reading.fault
  const goTo = (at: number) => {
    area.current?.focus()
    area.current?.setSelectionRange(at, Math.min(at + 1, part.text.length))
  }
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 id={id} className="font-medium">
          {label}
        </h3>
        {reading.ok && part.mode !== 'null' && (
          <span className="text-ink-faint text-meta tabular-nums">{formatBytes(reading.bytes)}</span>
        )}
        {part.crlf && part.mode !== 'null' && <Badge tip={t('produce.crlfTip')}>{t('produce.crlf')}</Badge>}
        <span className="ml-auto" />
        {part.mode === 'json' && (
          <FormatButton text={part.text} onFormat={(text) => onEdit({ ...part, text })} />
        )}
        <ModeSwitch
          label={t('produce.mode', { part: label })}
          value={part.mode}
          options={PART_MODES.map((mode) => ({ value: mode, label: modeWords(mode, t) }))}
          onChange={(mode) => onEdit({ ...part, mode })}
        />
      </div>
      {part.mode === 'null' ? (
        <p className="rounded-md border border-hairline border-dashed px-2 py-1.5 text-ink-muted text-meta">
          {whenNull}
        </p>
      ) : (
        <textarea
          ref={area}
          aria-labelledby={id}
          aria-invalid={fault ? true : undefined}
          aria-describedby={fault ? `${id}-fault` : undefined}
          // biome-ignore lint/a11y/noAutofocus: the form opens because someone wants to write in it
          autoFocus={autoFocus}
          spellCheck={false}
          rows={rows}
          value={part.text}
          onChange={(event) => onEdit({ ...part, text: event.target.value })}
          className={`min-h-[1.875rem] w-full resize-y rounded-md border bg-surface px-2 py-1 font-mono text-meta outline-none focus:border-accent ${fault ? 'border-trouble' : 'border-hairline-strong'}`}
        />
      )}
      {fault && <FaultLine id={`${id}-fault`} fault={fault} onGo={goTo} />}
    </section>
  )
}

function FaultLine({ id, fault, onGo }: { id: string; fault: PartFault; onGo: (at: number) => void }) {
  const { t } = useText()
  return (
    <p id={id} role="status" className="flex items-center gap-2 text-meta text-trouble">
      {faultWords(fault, t, formatCount)}
      {fault.kind === 'json' && (
        <button type="button" className="text-accent hover:underline" onClick={() => onGo(fault.at)}>
          {t('produce.jsonFaultGo')}
        </button>
      )}
    </p>
  )
}

function FormatButton({ text, onFormat }: { text: string; onFormat: (text: string) => void }) {
  const { t } = useText()
  const scan = useMemo(() => scanJson(text), [text])
  if (!scan.ok) return null
  const format = () => onFormat(prettyJson(scan.nodes))
  return (
    <Button look="quiet" className="h-5 px-1.5 text-meta" data-tip={t('produce.formatTip')} onClick={format}>
      {t('produce.format')}
    </Button>
  )
}
