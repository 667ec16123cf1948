import { Plus, X } from 'lucide-react'
import { useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { HEADER_OPS, type HeaderRow, readHeaderRows, writeHeaderRows } from './draft-rows.ts'
import type { FormProps } from './form-props.ts'

const PAUSE_MS = 400

/** Changes of headers, carried out in their order. */
export function HeaderRows({ draft, faults, onEdit }: FormProps) {
  const { t } = useText()
  const rows = readHeaderRows(draft.headers)
  const write = (next: readonly HeaderRow[]) => onEdit({ headers: writeHeaderRows(next) })
  return (
    <div className="flex w-full flex-col gap-1.5">
      {rows.map((row, at) => (
        <Row
          key={at}
          row={row}
          onRow={(next) => write(rows.with(at, next))}
          onRemove={() => write(rows.toSpliced(at, 1))}
        />
      ))}
      {faults.headers !== undefined && (
        <p role="alert" className="text-meta text-trouble">
          {t(`republish.fault_${faults.headers}`)}
        </p>
      )}
      <Button
        look="quiet"
        className="!px-1 self-start"
        icon={<Plus aria-hidden="true" className="size-3.5" />}
        onClick={() => write([...rows, { op: 'set', a: '', b: '' }])}
      >
        {t('republish.headerAdd')}
      </Button>
    </div>
  )
}

interface RowProps {
  row: HeaderRow
  onRow: (row: HeaderRow) => void
  onRemove: () => void
}

function Row({ row, onRow, onRemove }: RowProps) {
  const { t } = useText()
  const [name, typeName] = useDebouncedText(
    row.a,
    useCallback((a: string) => onRow({ ...row, a }), [row, onRow]),
    PAUSE_MS,
  )
  const [value, typeValue] = useDebouncedText(
    row.b,
    useCallback((b: string) => onRow({ ...row, b }), [row, onRow]),
    PAUSE_MS,
  )
  const second = row.op === 'set' || row.op === 'rename'
  return (
    <span className="flex items-center gap-1.5">
      <SelectField
        label={t('republish.headerOp')}
        value={row.op}
        options={HEADER_OPS.map((op) => ({ value: op, label: t(`republish.header_${op}`) }))}
        onChange={(op) => onRow({ ...row, op })}
        fit
      />
      <TextField
        label={t('republish.headerName')}
        placeholder={t('republish.headerName')}
        mono
        className="min-w-0 flex-1"
        value={name}
        onChange={(event) => typeName(event.target.value)}
      />
      {second && (
        <TextField
          label={t(row.op === 'set' ? 'republish.headerValue' : 'republish.headerTo')}
          placeholder={t(row.op === 'set' ? 'republish.headerValue' : 'republish.headerTo')}
          mono
          className="min-w-0 flex-1"
          value={value}
          onChange={(event) => typeValue(event.target.value)}
        />
      )}
      <IconButton
        label={t('republish.remove')}
        icon={<X aria-hidden="true" className="size-3.5" />}
        onClick={onRemove}
      />
    </span>
  )
}
