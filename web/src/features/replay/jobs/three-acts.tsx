import { History, MoveHorizontal, Repeat2 } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useLinks } from './use-links.ts'

const ACTION =
  'inline-flex h-7 items-center rounded-md border border-hairline-strong/50 bg-surface-raised px-2.5 hover:border-hairline-strong'

/** Where nothing was re-published yet: the three things that are called replay, and the way to each. */
export function ThreeActs({ cluster }: { cluster: string }) {
  const { t } = useText()
  const links = useLinks(cluster)
  return (
    <div className="mx-auto flex max-w-2xl flex-col gap-5 px-6 py-14">
      <div className="flex flex-col gap-1">
        <h2 className="font-semibold text-title">{t('replays.none')}</h2>
        <p className="text-ink-muted">{t('replays.noneReason')}</p>
      </div>
      <Act
        icon={<History aria-hidden="true" className="size-5" />}
        title={t('replays.playTitle')}
        reason={t('replays.playReason')}
      >
        <a {...links('play')} className={ACTION}>
          {t('replays.playAction')}
        </a>
      </Act>
      <Act
        icon={<Repeat2 aria-hidden="true" className="size-5" />}
        title={t('replays.republishTitle')}
        reason={t('replays.republishReason')}
      >
        <a {...links('replays/new')} className={ACTION}>
          {t('replays.newJob')}
        </a>
      </Act>
      <Act
        icon={<MoveHorizontal aria-hidden="true" className="size-5" />}
        title={t('replays.rewindTitle')}
        reason={t('replays.rewindReason')}
      >
        <a {...links('groups')} className={ACTION}>
          {t('replays.rewindAction')}
        </a>
      </Act>
    </div>
  )
}

interface ActProps {
  icon: ReactNode
  title: string
  reason: string
  children: ReactNode
}

function Act({ icon, title, reason, children }: ActProps) {
  return (
    <section className="grid grid-cols-[1.5rem_1fr_auto] items-start gap-x-3 border-hairline border-t pt-4">
      <span className="pt-0.5 text-accent">{icon}</span>
      <div>
        <h3 className="font-medium">{title}</h3>
        <p className="text-ink-muted">{reason}</p>
      </div>
      {children}
    </section>
  )
}
