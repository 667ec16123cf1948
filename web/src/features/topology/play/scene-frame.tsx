import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'

interface SceneFrameProps {
  /** What is played. */
  choices: ReactNode
  /** Why nothing is played yet. */
  children: ReactNode
}

/** The scene while there is nothing to play in it. */
export function SceneFrame({ choices, children }: SceneFrameProps) {
  const { t } = useText()
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-10 shrink-0 items-center gap-2 border-hairline border-b px-3">
        <h1 className="shrink-0 whitespace-nowrap pr-1 font-semibold text-title">{t('scene.title')}</h1>
        {choices}
      </header>
      <div className="min-h-0 flex-1">{children}</div>
    </div>
  )
}
