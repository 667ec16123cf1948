import { ListFilter } from 'lucide-react'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import { Button } from '#ui/button.tsx'

interface FilterButtonProps {
  open: boolean
  /** The expression in force. */
  filter: string | null
  onToggle: () => void
}

export const FILTER_FIELD_ID = 'message-filter'

/** Opens the row of the filter, or takes filter and row away. */
export function FilterButton({ open, filter, onToggle }: FilterButtonProps) {
  const { t } = useText()
  useKeyCommands(
    useMemo(
      () => [
        {
          id: 'messages.filter',
          keys: 'f',
          label: t('cel.open'),
          group: 'actions' as const,
          run: () => {
            if (!open) onToggle()
            // The row is there after the next paint, where this press opened it.
            requestAnimationFrame(() => document.getElementById(FILTER_FIELD_ID)?.focus())
          },
        },
      ],
      [t, open, onToggle],
    ),
  )
  return (
    <Button
      aria-pressed={open}
      look={open ? 'field' : 'plain'}
      data-tip={filter === null ? `${t('cel.open')}  F` : t('cel.drop')}
      icon={<ListFilter aria-hidden="true" className={open ? 'size-3.5 text-accent' : 'size-3.5'} />}
      onClick={onToggle}
    >
      {t('cel.filter')}
    </Button>
  )
}
