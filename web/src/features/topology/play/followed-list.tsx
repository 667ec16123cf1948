import { X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { type Saga, sagaText } from './saga.ts'
import { SagaBadge } from './saga-badge.tsx'
import { markWords } from './saga-words.ts'

interface FollowedListProps {
  sagas: readonly Saga[]
  /** The log is being asked for the next of their events. */
  searching: boolean
  onSagas: (sagas: readonly Saga[]) => void
}

/** The stories that are followed, each with its letter. */
export function FollowedList({ sagas, searching, onSagas }: FollowedListProps) {
  const { t } = useText()
  return (
    <ul
      aria-label={t('scene.following', { n: sagas.length })}
      aria-busy={searching}
      className="flex min-w-0 items-center gap-1.5"
    >
      {sagas.map((saga, at) => (
        <li
          key={sagaText(saga)}
          data-tip={`${markWords(saga.mark, t)}: ${saga.value}`}
          className="flex h-7 min-w-12 items-center gap-1.5 rounded-md border border-hairline pl-1.5"
        >
          <SagaBadge saga={at} />
          <span className="min-w-0 max-w-52 truncate font-mono text-meta">{saga.value}</span>
          <IconButton
            label={t('scene.followStop', { saga: saga.value })}
            icon={<X aria-hidden="true" className="size-3.5" />}
            className="!size-6"
            onClick={() => onSagas(sagas.filter((one) => one !== saga))}
          />
        </li>
      ))}
    </ul>
  )
}
