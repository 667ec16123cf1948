import type { LinkFault } from '@sluice/shared/link-reader'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo } from 'react'
import { type MessagesUrl, readMessagesUrl, writeMessagesUrl } from './messages.url.ts'

interface MessagesLink {
  url: MessagesUrl
  faults: LinkFault[]
  /** Changes the link; `replace` leaves no entry in the history, as for each step through the list. */
  change: (part: Partial<MessagesUrl>, options?: { replace?: boolean }) => void
}

/** The state of the view, which lives in the link and nowhere else. */
export function useMessagesUrl(): MessagesLink {
  const search: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  const { url, faults } = useMemo(() => readMessagesUrl(search), [search])
  const change = useCallback<MessagesLink['change']>(
    (part, { replace = false } = {}) => {
      void navigate({
        to: '.',
        search: (previous: Record<string, unknown>) => ({
          ...previous,
          ...writeMessagesUrl({ ...readMessagesUrl(previous).url, ...part }),
        }),
        replace,
      })
    },
    [navigate],
  )
  return { url, faults, change }
}
