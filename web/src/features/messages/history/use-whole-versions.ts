import type { Message } from '@sluice/shared/messages'
import { useQueries } from '@tanstack/react-query'
import { useMemo } from 'react'
import { messageQuery } from '../messages.queries.ts'

/** A value up to this size is fetched whole to be compared with its neighbours; a larger one only when it is opened. */
const WHOLE_BYTES = 512 * 1024
/** Whole versions at a time: of a longer history the newest. */
const WHOLE_MAX = 60

/** The versions with the values that a row of a scan only begins, as soon as they are here. */
export function useWholeVersions(
  cluster: string,
  topic: string,
  rows: readonly Message[],
): readonly Message[] {
  const cut = rows
    .filter(({ value }) => value?.truncated === true && value.size <= WHOLE_BYTES)
    .slice(0, WHOLE_MAX)
  const whole = useQueries({
    queries: cut.map(({ partition, offset }) => messageQuery(cluster, topic, { partition, offset })),
    combine: (results) => results.map(({ data }) => data),
  })
  return useMemo(() => {
    const found = new Map(
      whole.flatMap((one) => (one ? [[`${one.partition}:${one.offset}`, one] as const] : [])),
    )
    return found.size === 0 ? rows : rows.map((row) => found.get(`${row.partition}:${row.offset}`) ?? row)
  }, [rows, whole])
}
