import type { ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'

export interface StaticColumn<Row> {
  id: string
  header: string
  headerTip?: string
  align?: 'start' | 'end'
  mono?: boolean
  cell: (row: Row) => ReactNode
}

interface StaticTableProps<Row> {
  label: string
  columns: readonly StaticColumn<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string | number
}

/** A short table that is read, not worked in: a plain table of the browser. */
export function StaticTable<Row>({ label, columns, rows, rowKey }: StaticTableProps<Row>) {
  return (
    <div className="max-w-5xl overflow-x-auto">
      <table aria-label={label} className="w-full border-collapse">
        <thead>
          <tr className="border-hairline border-b text-ink-muted text-meta">
            {columns.map((column) => (
              <th
                key={column.id}
                scope="col"
                data-tip={column.headerTip}
                className={classNames(
                  'h-7 whitespace-nowrap px-2 font-normal first:pl-3 last:pr-3',
                  column.align === 'end' ? 'text-right' : 'text-left',
                )}
              >
                {column.header}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} className="border-hairline border-b last:border-b-0">
              {columns.map((column) => (
                <td
                  key={column.id}
                  className={classNames(
                    'h-row px-2 first:pl-3 last:pr-3',
                    column.align === 'end' && 'text-right tabular-nums',
                    column.mono && 'whitespace-nowrap font-mono',
                  )}
                >
                  {column.cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
