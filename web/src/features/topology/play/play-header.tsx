import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine } from '#lib/play-engine.ts'
import { Check } from '#ui/check.tsx'
import { FollowChoice } from './follow-choice.tsx'
import { FollowedList } from './followed-list.tsx'
import type { SceneSearch } from './scene-search.ts'

interface PlayHeaderProps {
  engine: PlayEngine
  /** What is played, to be chosen. */
  choices: ReactNode
  search: SceneSearch
  onSearch: (part: Partial<SceneSearch>) => void
  /** Other views of the same events. */
  links: ReactNode
  searching: boolean
}

/** What is played, whose story is followed, and where else it can be looked at. */
export function PlayHeader(props: PlayHeaderProps) {
  const { engine, choices, search, onSearch, links, searching } = props
  const { t } = useText()
  const onSagas = (follow: SceneSearch['follow']) => onSearch({ follow })
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-hairline border-b px-3">
      <h1 className="shrink-0 whitespace-nowrap pr-1 font-semibold text-title">{t('scene.title')}</h1>
      {choices}
      <FollowChoice engine={engine} sagas={search.follow} onSagas={onSagas} />
      {search.follow.length > 0 && (
        <FollowedList sagas={search.follow} searching={searching} onSagas={onSagas} />
      )}
      <span className="ml-auto flex min-w-0 items-center gap-3">
        <Check on={search.dim} onChange={(dim) => onSearch({ dim })} className="shrink-0 max-lg:hidden">
          {t('scene.dim')}
        </Check>
        {links}
      </span>
    </header>
  )
}
