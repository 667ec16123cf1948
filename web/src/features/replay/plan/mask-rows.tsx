import { Plus, X } from 'lucide-react'
import { useCallback } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useDebouncedText } from '#lib/use-debounced-text.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { MASK_WAYS, type MaskRow, readMaskRows, writeMaskRows } from './draft-rows.ts'
import type { FormProps } from './form-props.ts'
import { FormHint } from './form-section.tsx'
import { readSteps } from './json-steps.ts'

const PAUSE_MS = 400

/** Fields of the value that are made unreadable. */
export function MaskRows({ draft, onEdit }: FormProps) {
  const { t } = useText()
  const rows = readMaskRows(draft.mask)
  const write = (next: readonly MaskRow[]) => onEdit({ mask: writeMaskRows(next) })
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
      {rows.some(({ how }) => how === 'hash') && <FormHint>{t('republish.maskHint')}</FormHint>}
      <Button
        look="quiet"
        className="!px-1 self-start"
        icon={<Plus aria-hidden="true" className="size-3.5" />}
        onClick={() => write([...rows, { path: '', how: 'hash' }])}
      >
        {t('republish.maskAdd')}
      </Button>
    </div>
  )
}

interface RowProps {
  row: MaskRow
  onRow: (row: MaskRow) => void
  onRemove: () => void
}

function Row({ row, onRow, onRemove }: RowProps) {
  const { t } = useText()
  const [path, type] = useDebouncedText(
    row.path,
    useCallback((next: string) => onRow({ ...row, path: next }), [row, onRow]),
    PAUSE_MS,
  )
  const faulty = row.path !== '' && path === row.path && readSteps(path) === null
  return (
    <span className="flex items-center gap-1.5">
      <TextField
        label={t('republish.maskPath')}
        placeholder="customer.email"
        mono
        className="min-w-0 flex-1"
        value={path}
        fault={faulty ? t('republish.fault_path') : null}
        onChange={(event) => type(event.target.value)}
      />
      <SelectField
        label={t('republish.maskHow')}
        value={row.how}
        options={MASK_WAYS.map((how) => ({ value: how, label: t(`republish.mask_${how}`) }))}
        onChange={(how) => onRow({ ...row, how })}
        fit
      />
      <IconButton
        label={t('republish.remove')}
        icon={<X aria-hidden="true" className="size-3.5" />}
        onClick={onRemove}
      />
    </span>
  )
}
