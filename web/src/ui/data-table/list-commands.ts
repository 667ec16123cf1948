import { useEffect, useMemo, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'

/** Lets j and k reach the list from anywhere on the page, and puts the list's own keys on the sheet. */
export function useListCommands(step: (distance: number) => void): void {
  const { t } = useText()
  const latest = useRef(step)
  useEffect(() => {
    latest.current = step
  }, [step])
  useKeyCommands(
    useMemo<readonly KeyCommand[]>(() => {
      const own = { group: 'lists' as const }
      return [
        { ...own, id: 'list.next', keys: 'j', label: t('shell.keyNext'), run: () => latest.current(1) },
        {
          ...own,
          id: 'list.previous',
          keys: 'k',
          label: t('shell.keyPrevious'),
          run: () => latest.current(-1),
        },
        { ...own, id: 'list.first', keys: 'home', label: t('shell.keyFirst') },
        { ...own, id: 'list.last', keys: 'end', label: t('shell.keyLast') },
        { ...own, id: 'list.open', keys: 'enter', label: t('shell.keyOpen') },
      ]
    }, [t]),
  )
}
