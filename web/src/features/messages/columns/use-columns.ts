import { useCallback, useEffect, useRef, useState } from 'react'
import type { ColumnActions } from '#ui/data-table/column.ts'
import { fromAcross, toAcross } from './across-columns.ts'
import { type Columns, moveColumn, resizeColumn } from './columns.ts'
import { rememberColumns, rememberedColumns, rememberedName } from './remembered-columns.ts'

interface ColumnsInput {
  cluster: string
  topics: readonly string[]
  /** The list is of several topics. */
  across: boolean
  /** As the link has them. */
  columns: Columns
  onColumns: (columns: Columns) => void
}

interface ColumnsState extends ColumnActions {
  columns: Columns
  choose: (columns: Columns) => void
  /** The columns are those that the list has by itself. */
  own: boolean
  reset: () => void
}

/** A link changes when the hand rests: a browser allows few changes a second. */
const SETTLE_MS = 200

/** The columns between the link, what was chosen for these topics before, and a drag under way. */
export function useColumns({
  cluster,
  topics,
  across,
  columns: inLink,
  onColumns,
}: ColumnsInput): ColumnsState {
  const [draft, setDraft] = useState<{ over: Columns; columns: Columns } | null>(null)
  const columns = across ? fromAcross(inLink) : inLink
  const shown = draft !== null && draft.over === columns ? draft.columns : columns
  const latest = useRef({ shown, onColumns, columns, inLink })
  latest.current = { shown, onColumns, columns, inLink }
  const set = rememberedName(cluster, topics)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  useEffect(() => {
    const known = latest.current.inLink === null ? rememberedColumns(set) : null
    if (known !== null) latest.current.onColumns(known)
  }, [set])

  const write = useCallback(
    (next: Columns) => {
      clearTimeout(timer.current)
      setDraft(null)
      rememberColumns(set, next)
      latest.current.onColumns(next)
    },
    [set],
  )
  const keep = useCallback((next: Columns) => write(across ? toAcross(next) : next), [across, write])
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
  const own = inLink === null && shown === columns
  return { columns: shown, own, choose: keep, reset: () => write(null), onResize, onMove }
}
