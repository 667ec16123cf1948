import { ChevronLeft, ChevronRight, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine } from '#lib/play-engine.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { type Saga, sagaText } from './saga.ts'
import { SagaBadge } from './saga-badge.tsx'
import { markWords } from './saga-words.ts'
import { useSagaSteps } from './use-saga-steps.ts'

interface FollowedListProps {
  cluster: string
  engine: PlayEngine
  topics: readonly string[]
  sagas: readonly Saga[]
  onSagas: (sagas: readonly Saga[]) => void
}

/** The stories that are followed, each with its letter, and the way from one of their events to the next. */
export function FollowedList({ cluster, engine, topics, sagas, onSagas }: FollowedListProps) {
  const { t } = useText()
  const { searching, go } = useSagaSteps(cluster, engine, topics, sagas)
  return (
    <div className="flex min-w-0 items-center gap-1" aria-busy={searching}>
      <ul className="flex min-w-0 items-center gap-1.5">
        {sagas.map((saga, at) => (
          <li
            key={sagaText(saga)}
            className="flex h-7 min-w-0 items-center gap-1.5 rounded-md border border-hairline pl-1.5"
          >
            <SagaBadge saga={at} />
            <span className="min-w-0 max-w-52 truncate font-mono text-meta" data-tip={saga.value}>
              {saga.value}
            </span>
            <span className="shrink-0 text-ink-faint text-meta max-xl:hidden">{markWords(saga.mark, t)}</span>
            <IconButton
              label={t('scene.followStop', { saga: saga.value })}
              icon={<X aria-hidden="true" className="size-3.5" />}
              className="size-6"
              onClick={() => onSagas(sagas.filter((one) => one !== saga))}
            />
          </li>
        ))}
      </ul>
      <IconButton
        label={t('scene.previousOf')}
        icon={<ChevronLeft aria-hidden="true" className="size-4" />}
        onClick={() => go(-1)}
      />
      <IconButton
        label={t('scene.nextOf')}
        icon={<ChevronRight aria-hidden="true" className="size-4" />}
        onClick={() => go(1)}
      />
    </div>
  )
}
