import type { Message } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Column } from '#ui/data-table/column.ts'
import { FacetTool } from '../facets/facet-tool.tsx'
import type { Sought } from '../row-preview.ts'
import { suitableLayout } from './column-width.ts'
import type { ColumnChoice } from './columns.ts'
import { fieldReader } from './field-cache.ts'
import { FieldCell } from './field-cell.tsx'
import { FieldHeader } from './field-header.tsx'
import { type FieldPath, parseField } from './field-path.ts'
import { fieldName } from './field-words.ts'

interface ShownColumnsOptions {
  chosen: readonly ColumnChoice[]
  /** The columns that a list has by itself, by name. */
  own: readonly Column<Message>[]
  /** What the widths are chosen by. */
  sample: readonly Message[]
  /** What a search looks for in a part of the messages. */
  sought: (root: FieldPath['root']) => Sought | null
}

const REM_PX = 16

/** The columns of the list as they were chosen, each with its sort and its values. */
export function shownColumns(t: Translate, options: ShownColumnsOptions): Column<Message>[] {
  return options.chosen.flatMap(({ field, width }) => {
    const path = parseField(field)
    if (path === null) return []
    const column = options.own.find(({ id }) => id === field) ?? fieldColumn(t, field, path, options)
    return {
      ...column,
      sortable: true,
      headerTool: <FacetTool field={field} end={column.align === 'end'} />,
      ...(width === null ? {} : { track: `${width / REM_PX}rem` }),
    }
  })
}

function fieldColumn(
  t: Translate,
  field: string,
  path: FieldPath,
  { sample, sought }: ShownColumnsOptions,
): Column<Message> {
  const { rem, align } = suitableLayout(path, sample)
  const read = fieldReader(path)
  const mark = sought(path.root)
  return {
    id: field,
    header: path.steps.length === 0 ? fieldName(path, t) : <FieldHeader path={path} />,
    name: fieldName(path, t),
    ...(path.steps.length === 0 ? {} : { headerTip: field }),
    track: `${rem}rem`,
    align,
    cell: (message) => <FieldCell value={read(message)} sought={mark} />,
  }
}
