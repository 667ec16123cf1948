import { Outlet, useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import { NoticeLine } from '#ui/notice-line.tsx'
import { TipLayer } from '#ui/tip-layer.tsx'
import { useCurrentCluster } from './current-cluster.ts'
import { Rail } from './rail/rail.tsx'
import { shellCommands } from './shell-commands.ts'

const Palette = lazy(async () => ({ default: (await import('./palette/palette.tsx')).Palette }))
const KeySheet = lazy(async () => ({ default: (await import('./key-sheet.tsx')).KeySheet }))

/** The frame of every view: the rail at the left, the work beside it, and what opens over both. */
export function Shell() {
  const { t } = useText()
  const navigate = useNavigate()
  const [open, setOpen] = useState<'palette' | 'keys' | null>(null)
  const cluster = useCurrentCluster()?.name ?? null
  useKeyCommands(
    useMemo(() => shellCommands({ t, cluster, navigate, show: setOpen }), [t, cluster, navigate]),
  )
  const close = () => setOpen(null)

  return (
    <div className="flex h-full">
      <a
        href="#content"
        className="-translate-y-16 fixed top-2 left-2 z-50 rounded-md bg-accent px-3 py-1.5 text-accent-ink focus:translate-y-0"
      >
        {t('shell.skip')}
      </a>
      <Rail onPalette={() => setOpen('palette')} onKeys={() => setOpen('keys')} />
      <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        <Outlet />
      </main>
      <Suspense>
        {open === 'palette' && <Palette cluster={cluster} onClose={close} />}
        {open === 'keys' && <KeySheet onClose={close} />}
      </Suspense>
      <NoticeLine />
      <TipLayer />
    </div>
  )
}
