import type { Message } from '@sluice/shared/messages'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { ScanSnapshot } from './message-store.ts'
import { isSamePlace, type TopicPlace } from './place.url.ts'

interface RecordSteps {
  /** The row that has the keys. */
  active: number
  /** Place of the open record in the list; null where the list does not have it. */
  selected: number | null
  listed: Message | null
  activate: (index: number) => void
  open: (index: number) => void
  step: (by: 1 | -1) => void
}

interface RecordStepsOptions {
  snapshot: ScanSnapshot
  record: TopicPlace | null
  onRecord: (record: TopicPlace, options: { replace: boolean }) => void
}

/** Holding a key down steps faster than a link should change: between two changes at least this long. */
const SETTLE_MS = 120

/** Moves through the list with the inspector following, and through the log where the list does not have the record. */
export function useRecordSteps({ snapshot, record, onRecord }: RecordStepsOptions): RecordSteps {
  const { rows } = snapshot
  const [active, setActive] = useState(0)
  const selected = record === null ? null : indexOf(rows, record)
  const follow = useSettled((place: TopicPlace) => onRecord(place, { replace: true }))

  const activate = useCallback(
    (index: number) => {
      setActive(index)
      const row = rows[index]
      if (record !== null && row !== undefined) follow(row)
    },
    [rows, record, follow],
  )
  const open = useCallback(
    (index: number) => {
      const row = rows[index]
      if (row !== undefined) onRecord(row, { replace: record !== null })
    },
    [rows, record, onRecord],
  )
  const step = useCallback(
    (by: 1 | -1) => {
      if (record === null) return activate(Math.min(Math.max(active + by, 0), Math.max(rows.length - 1, 0)))
      if (selected !== null) {
        const index = Math.min(Math.max(active + by, 0), rows.length - 1)
        return activate(index)
      }
      const offset = BigInt(record.offset) + BigInt(by)
      if (offset >= 0n) follow({ ...record, offset: offset.toString() })
    },
    [record, selected, active, rows, activate, follow],
  )

  // A link may name a record that arrives with the scan: the keys then start from it.
  useEffect(() => {
    if (selected !== null) setActive(selected)
  }, [selected])

  return {
    active,
    selected,
    listed: selected === null ? null : (rows[selected] ?? null),
    activate,
    open,
    step,
  }
}

function indexOf(rows: readonly Message[], record: TopicPlace): number | null {
  const index = rows.findIndex((row) => isSamePlace(row, record))
  return index < 0 ? null : index
}

/** Calls at once when there was quiet, and otherwise with the last value when the quiet has come. */
function useSettled<Value>(callback: (value: Value) => void): (value: Value) => void {
  const latest = useRef(callback)
  latest.current = callback
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const calledAt = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback((value: Value) => {
    clearTimeout(timer.current)
    const waitMs = calledAt.current + SETTLE_MS - Date.now()
    calledAt.current = Date.now()
    if (waitMs <= 0) latest.current(value)
    else timer.current = setTimeout(() => latest.current(value), SETTLE_MS)
  }, [])
}
