import type { Message } from '@sluice/shared/messages'
import type { Find } from '@sluice/shared/messages-find'
import { useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { patternOf } from '../find-pattern.ts'
import { messageColumns } from '../message-columns.tsx'
import { fateColumn, withFate } from '../transactions/fate-column.tsx'
import { SAMPLE_ROWS } from './column-width.ts'
import type { FieldPath } from './field-path.ts'
import type { ListLayout } from './list-layout.ts'
import { shownColumns } from './shown-columns.tsx'

interface ListColumnsInput {
  layout: Pick<ListLayout, 'columns' | 'own' | 'across'>
  /** An inspector stands beside the list. */
  narrow: boolean
  offsetChars: number
  /** Characters of the longest name of a topic. */
  topicChars: number
  find: Find | null
  rows: readonly Message[]
  /** What became of each message's transaction is shown. */
  marked: boolean
  /** Changes when other messages are read. */
  queryKey: string
}

/** The columns as the list draws them: as chosen, or those it has by itself, fewer of them beside an inspector. */
export function useListColumns(input: ListColumnsInput): readonly Column<Message>[] {
  const { narrow, offsetChars, topicChars, find, rows, marked, queryKey } = input
  const { columns, own: byItself, across } = input.layout
  const { t } = useText()
  const sample = useSample(rows, queryKey)
  return useMemo(() => {
    const options = { offsetChars, find, topicChars: across ? topicChars : null }
    const wide = messageColumns(t, { ...options, narrow: false })
    const own = narrow ? messageColumns(t, { ...options, narrow }) : wide
    const chosen = withFate(
      (byItself ? null : columns) ?? own.map(({ id }) => ({ field: id, width: null })),
      marked,
    )
    const sought = (root: FieldPath['root']) => {
      if (root !== 'key' && root !== 'value' && root !== 'headers') return null
      const pattern = patternOf(find, root)
      return pattern && { pattern, sure: SURE_CHARS }
    }
    return shownColumns(t, { chosen, own: [...own, ...wide, fateColumn(t)], sample, sought })
  }, [t, columns, byItself, across, narrow, offsetChars, topicChars, find, marked, sample])
}

/** Characters that a column of a path shows at least. */
const SURE_CHARS = 8

/** The first rows of a scan, kept as they were: a sort or new rows must not change the widths. */
function useSample(rows: readonly Message[], queryKey: string): readonly Message[] {
  const held = useRef<{ key: string; sample: readonly Message[] }>({ key: '', sample: [] })
  const { key, sample } = held.current
  if (key !== queryKey || (sample.length < SAMPLE_ROWS && sample.length < rows.length)) {
    held.current = { key: queryKey, sample: rows.slice(0, SAMPLE_ROWS) }
  }
  return held.current.sample
}
