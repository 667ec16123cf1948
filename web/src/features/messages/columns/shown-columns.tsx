import type { Message } from '@sluice/shared/messages'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Column } from '#ui/data-table/column.ts'
import { FacetTool } from '../facets/facet-tool.tsx'
import type { Sought } from '../row-preview.ts'
import { CHAR_REM, suitableLayout, textWidth } from './column-width.ts'
import type { ColumnChoice } from './columns.ts'
import { fieldReader } from './field-cache.ts'
import { FieldCell } from './field-cell.tsx'
import { FieldHeader } from './field-header.tsx'
import { type FieldPath, fieldText, parseField } from './field-path.ts'
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
  const lasts = options.chosen.map(({ field }) => lastOf(field))
  return options.chosen.flatMap(({ field, width }) => {
    const path = parseField(field)
    if (path === null) return []
    const alike = lasts.filter((last) => last === lastOf(field)).length > 1
    const known = options.own.find(({ id }) => id === field)
    const column = known ?? fieldColumn(t, { path, width, alike }, options)
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
  { path, width, alike }: { path: FieldPath; width: number | null; alike: boolean },
  { sample, sought }: ShownColumnsOptions,
): Column<Message> {
  const field = fieldText(path)
  const { rem, align } = suitableLayout(path, sample)
  const room = width === null ? rem : width / REM_PX
  const whole = alike || room > textWidth(field) * CHAR_REM + 1
  const read = fieldReader(path)
  const mark = sought(path.root)
  return {
    id: field,
    header: path.steps.length === 0 ? fieldName(path, t) : <FieldHeader path={path} whole={whole} />,
    name: fieldName(path, t),
    ...(path.steps.length === 0 ? {} : { headerTip: field }),
    track: `${rem}rem`,
    align,
    cell: (message) => <FieldCell value={read(message)} sought={mark} />,
  }
}

const lastOf = (field: string): string => String(parseField(field)?.steps.at(-1) ?? field)
