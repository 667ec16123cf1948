import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react'
import { useId } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type HeaderDraft, moveHeader, newHeader } from './compose.ts'
import { faultWords, modeWords } from './produce-words.ts'
import { readPart } from './read-part.ts'

interface HeaderRowsProps {
  headers: readonly HeaderDraft[]
  onEdit: (headers: readonly HeaderDraft[]) => void
}

const ICON = 'size-3.5'

/** Headers in the order they are written in; a name may stand more than once. */
export function HeaderRows({ headers, onEdit }: HeaderRowsProps) {
  const { t } = useText()
  const id = useId()
  const change = (changed: HeaderDraft) =>
    onEdit(headers.map((header) => (header.id === changed.id ? changed : header)))
  return (
    <section aria-labelledby={id} className="flex flex-col gap-1">
      <div className="flex items-center gap-2">
        <h3 id={id} className="font-medium">
          {t('produce.partHeaders')}
        </h3>
        <span className="text-ink-faint text-meta tabular-nums">
          {headers.length === 0 ? t('produce.headersNone') : headers.length}
        </span>
        <Button
          look="quiet"
          className="ml-auto h-6 px-1.5 text-meta"
          icon={<Plus aria-hidden="true" className={ICON} />}
          onClick={() => onEdit([...headers, newHeader(headers)])}
        >
          {t('produce.addHeader')}
        </Button>
      </div>
      {headers.map((header, index) => (
        <HeaderRow
          key={header.id}
          header={header}
          first={index === 0}
          last={index === headers.length - 1}
          onChange={change}
          onMove={(by) => onEdit(moveHeader(headers, header.id, by))}
          onRemove={() => onEdit(headers.filter(({ id: other }) => other !== header.id))}
        />
      ))}
    </section>
  )
}

interface HeaderRowProps {
  header: HeaderDraft
  first: boolean
  last: boolean
  onChange: (header: HeaderDraft) => void
  onMove: (by: 1 | -1) => void
  onRemove: () => void
}

const MODES = ['text', 'base64', 'null'] as const

function HeaderRow({ header, first, last, onChange, onMove, onRemove }: HeaderRowProps) {
  const { t } = useText()
  const { name } = header
  const reading = readPart(header)
  const rename = (text: string) => {
    const { nameBytes: _, ...rest } = header
    onChange({ ...rest, name: text })
  }
  return (
    <div className="flex items-center gap-1">
      <TextField
        label={t('produce.headerName')}
        placeholder={t('produce.headerName')}
        mono
        className="w-[34%] shrink-0"
        value={name}
        trailing={
          header.nameBytes !== undefined && (
            <Badge tip={t('produce.headerNameBytes')}>{t('messages.notUtf8')}</Badge>
          )
        }
        onChange={(event) => rename(event.target.value)}
      />
      <SelectField
        label={t('produce.headerMode', { name })}
        value={MODES.find((mode) => mode === header.mode) ?? 'text'}
        options={MODES.map((mode) => ({ value: mode, label: modeWords(mode, t) }))}
        onChange={(mode) => onChange({ ...header, mode })}
        className="w-20 shrink-0"
      />
      {header.mode === 'null' ? (
        <span className="min-w-0 flex-1 px-2 font-mono text-ink-faint text-meta">null</span>
      ) : (
        <TextField
          label={t('produce.headerValue', { name })}
          mono
          className="min-w-0 flex-1"
          value={header.text}
          fault={reading.ok ? null : faultWords(reading.fault, t, formatCount)}
          onChange={(event) => onChange({ ...header, text: event.target.value })}
        />
      )}
      <span className="flex shrink-0">
        <IconButton
          label={t('produce.headerUp')}
          className="!w-5"
          disabled={first}
          icon={<ArrowUp aria-hidden="true" className={ICON} />}
          onClick={() => onMove(-1)}
        />
        <IconButton
          label={t('produce.headerDown')}
          className="!w-5"
          disabled={last}
          icon={<ArrowDown aria-hidden="true" className={ICON} />}
          onClick={() => onMove(1)}
        />
        <IconButton
          label={t('produce.headerRemove')}
          className="!w-5"
          icon={<X aria-hidden="true" className={ICON} />}
          onClick={onRemove}
        />
      </span>
    </div>
  )
}
