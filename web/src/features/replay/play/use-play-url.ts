import type { LinkFault } from '@sluice/shared/link-reader'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type PlayUrl, readPlayUrl, writePlayUrl } from './play-link.ts'

export type ChangePlayUrl = (part: Partial<PlayUrl>, options?: { replace?: boolean }) => void

/** The state of a play back, which lives in the link; `replace` leaves no entry in the history. */
export function usePlayUrl(): { url: PlayUrl; faults: LinkFault[]; change: ChangePlayUrl } {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const { url, faults } = useMemo(() => readPlayUrl(search), [search])
  const change = useCallback<ChangePlayUrl>(
    (part, { replace = false } = {}) => {
      void navigate({
        to: '.',
        search: (previous: Record<string, string | undefined>) => ({
          ...previous,
          ...writePlayUrl({ ...readPlayUrl(previous).url, ...part }),
        }),
        replace,
      })
    },
    [navigate],
  )
  return { url, faults, change }
}
