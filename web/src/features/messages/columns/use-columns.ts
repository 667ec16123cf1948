import { useCallback, useEffect, useRef, useState } from 'react'
import type { ColumnActions } from '#ui/data-table/column.ts'
import { type Columns, moveColumn, resizeColumn } from './columns.ts'
import { rememberColumns, rememberedColumns } from './remembered-columns.ts'

interface ColumnsInput {
  cluster: string
  topic: string
  /** As the link has them. */
  columns: Columns
  onColumns: (columns: Columns) => void
}

interface ColumnsState extends ColumnActions {
  columns: Columns
  choose: (columns: Columns) => void
}

/** A link changes when the hand rests: a browser allows few changes a second. */
const SETTLE_MS = 200

/** The columns between the link, what was chosen for this topic before, and a drag under way. */
export function useColumns({ cluster, topic, columns, onColumns }: ColumnsInput): ColumnsState {
  const [draft, setDraft] = useState<{ over: Columns; columns: Columns } | null>(null)
  const shown = draft !== null && draft.over === columns ? draft.columns : columns
  const latest = useRef({ shown, onColumns, columns })
  latest.current = { shown, onColumns, columns }
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    const known = latest.current.columns === null ? rememberedColumns(cluster, topic) : null
    if (known !== null) latest.current.onColumns(known)
  }, [cluster, topic])

  const keep = useCallback(
    (next: Columns) => {
      clearTimeout(timer.current)
      setDraft(null)
      rememberColumns(cluster, topic, next)
      latest.current.onColumns(next)
    },
    [cluster, topic],
  )
  const onResize = useCallback(
    (column: string, px: number | null) => {
      const next = resizeColumn(latest.current.shown, column, px)
      setDraft({ over: latest.current.columns, columns: next })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => keep(next), SETTLE_MS)
    },
    [keep],
  )
  const onMove = useCallback(
    (column: string, to: number) => keep(moveColumn(latest.current.shown, column, to)),
    [keep],
  )
  return { columns: shown, choose: keep, onResize, onMove }
}
