import type { Message } from '@sluice/shared/messages'
import { useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { RowMark } from '#ui/data-table/table-row.tsx'
import { isSamePlace, type TopicPlace } from '../place.url.ts'

/** Signs of the two rows that are compared: A stays while others are chosen, B is the open one. */
export function useRowMarks(
  pinned: TopicPlace | null,
  selected: number | null,
): ((row: Message, index: number) => RowMark | undefined) | undefined {
  const { t } = useText()
  const [a, b] = useMemo(
    () => [
      { sign: 'A', meaning: t('compare.markA') },
      { sign: 'B', meaning: t('compare.markB') },
    ],
    [t],
  )
  const markOf = useCallback(
    (row: Message, index: number) => {
      if (pinned !== null && isSamePlace(row, pinned)) return a
      return index === selected ? b : undefined
    },
    [pinned, selected, a, b],
  )
  return pinned === null ? undefined : markOf
}
