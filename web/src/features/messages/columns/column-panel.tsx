import { Plus, RotateCcw, Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { FieldList } from '../facets/field-list.tsx'
import { addColumn, hasColumn, removeColumn } from './columns.ts'
import { type FieldPath, fieldText, parseField } from './field-path.ts'
import type { ListLayout } from './list-layout.ts'
import { ShownList } from './shown-list.tsx'

/** The columns that are shown, in their order, and every field there is to choose from, with its values. */
export function ColumnPanel({ layout }: { layout: ListLayout }) {
  const { columns, own, onColumns, onResetColumns } = layout
  const { t } = useText()
  const [words, setWords] = useState('')
  const written = parseField(words.trim())
  const addable = written !== null && !hasColumn(columns, fieldText(written)) ? written : null
  const add = (path: FieldPath) => {
    onColumns(addColumn(columns, path))
    setWords('')
  }
  const toggle = (path: FieldPath, shown: boolean) =>
    onColumns(shown ? addColumn(columns, path) : removeColumn(columns, fieldText(path)))
  const onKeyDown = (event: KeyboardEvent) => {
    const press = keyPress(event.nativeEvent)
    if (press === 'escape' && words !== '') setWords('')
    else if (press === 'enter' && addable !== null) add(addable)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <div className="-mx-3 -mt-3 flex max-h-[min(36rem,calc(100vh-10rem))] w-[min(27rem,calc(100vw-2rem))] flex-col gap-2 p-3 pb-0">
      <div className="flex items-center gap-2">
        <TextField
          label={t('columns.search')}
          placeholder={t('columns.search')}
          icon={<Search aria-hidden="true" className="size-3.5" />}
          className="min-w-0 flex-1"
          value={words}
          onChange={(event) => setWords(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <IconButton
          label={t('columns.resetTip')}
          icon={<RotateCcw className="size-4" />}
          disabled={own}
          onClick={onResetColumns}
        />
      </div>
      {addable !== null && (
        <Button
          look="quiet"
          className="w-full min-w-0 justify-start"
          icon={<Plus aria-hidden="true" className="size-3.5 shrink-0" />}
          onClick={() => add(addable)}
        >
          <span className="truncate">{t('columns.addPath', { field: fieldText(addable) })}</span>
        </Button>
      )}
      <div className="-mx-3 flex min-h-0 flex-col gap-2 overflow-auto px-3 pb-1">
        {words === '' && <ShownList columns={columns} onColumns={onColumns} />}
        <FieldList words={words.trim()} columns={columns} written={written !== null} onToggle={toggle} />
      </div>
    </div>
  )
}
