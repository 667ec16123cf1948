import { type RefObject, useMemo } from 'react'
import { useText } from './i18n/text-provider.tsx'
import { useKeyCommands } from './key-commands.tsx'

/** Lets `/` reach a search field from anywhere in its view; of several on the page, the one that came last. */
export function useSearchKey(field: RefObject<HTMLInputElement | null>): void {
  const { t } = useText()
  useKeyCommands(
    useMemo(
      () => [
        {
          id: 'search',
          keys: '/',
          label: t('shell.keySearch'),
          group: 'actions' as const,
          run: () => field.current?.select(),
        },
      ],
      [t, field],
    ),
  )
}
