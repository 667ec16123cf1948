import { useQuery } from '@tanstack/react-query'
import { Link, useMatchRoute } from '@tanstack/react-router'
import { Bell, Boxes, CircleHelp, Repeat2, Search, Server, Users, Waves, Workflow } from 'lucide-react'
import type { ReactNode } from 'react'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { useIdle } from '#lib/when-idle.ts'
import { Kbd } from '#ui/kbd.tsx'
import { useCurrentCluster } from '../current-cluster.ts'
import { SettingsButton } from '../settings/settings-button.tsx'
import { ClusterSwitch } from './cluster-switch.tsx'
import { Mark } from './mark.tsx'

const FiringCount = lazyPart(async () => (await import('./firing-count.tsx')).FiringCount)
const TroubleCount = lazyPart(async () => (await import('./trouble-count.tsx')).TroubleCount)

interface RailProps {
  onPalette: () => void
  onKeys: () => void
}

const ITEM =
  'flex h-7 w-full items-center gap-2 rounded-md px-2 text-ink-muted transition-colors hover:bg-hairline/60 hover:text-ink aria-[current=page]:bg-accent-soft aria-[current=page]:font-medium aria-[current=page]:text-accent max-lg:justify-center max-lg:px-0'
const ICON = 'size-4 shrink-0'
/** Views of the past that stand beside the jobs. */
const REPLAYED = ['play', 'state', 'bookmarks', 'redrive'] as const

/** Where one is and where one can go. Narrow windows keep its signs and drop its words. */
export function Rail({ onPalette, onKeys }: RailProps) {
  const { t } = useText()
  const cluster = useCurrentCluster()?.name
  const idle = useIdle()
  // What was done to groups stands beside them.
  const isAt = useMatchRoute()
  const audit = isAt({ to: '/clusters/$cluster/audit' }) !== false
  const replayed = REPLAYED.some((view) => isAt({ to: `/clusters/$cluster/${view}` }) !== false)
  const several = (useQuery(clusterListQuery()).data?.clusters.length ?? 0) > 1
  return (
    <header className="flex w-44 shrink-0 flex-col gap-3 border-hairline border-r bg-surface-sunken p-2 pt-1 max-lg:w-12">
      <Link
        to="/"
        aria-label="Sluice"
        className="flex h-7 items-center gap-2 px-2 max-lg:justify-center max-lg:px-0"
      >
        <Mark />
        <span className="font-semibold text-title tracking-tight max-lg:hidden">Sluice</span>
      </Link>
      <ClusterSwitch />
      <button
        type="button"
        onClick={onPalette}
        className={classNames(ITEM, 'border border-hairline-strong/50 bg-surface-raised')}
      >
        <Search aria-hidden="true" className={ICON} />
        <Words>{t('shell.goTo')}</Words>
        <span className="ml-auto max-lg:hidden">
          <Kbd keys="mod+k" />
        </span>
      </button>
      <nav aria-label={t('shell.navigation')} className="flex flex-col gap-0.5">
        {cluster !== undefined && (
          <>
            <Link
              to="/clusters/$cluster/topics"
              params={{ cluster }}
              className={ITEM}
              activeOptions={{ includeSearch: false }}
            >
              <Waves aria-hidden="true" className={ICON} />
              <Words>{t('shell.topics')}</Words>
            </Link>
            <Link
              to="/clusters/$cluster/groups"
              params={{ cluster }}
              className={ITEM}
              {...(audit && { 'aria-current': 'page' })}
              activeOptions={{ includeSearch: false }}
            >
              <Users aria-hidden="true" className={ICON} />
              <Words>{t('shell.groups')}</Words>
              {idle && <TroubleCount cluster={cluster} />}
            </Link>
            <Link
              to="/clusters/$cluster/topology"
              params={{ cluster }}
              className={ITEM}
              activeOptions={{ includeSearch: false }}
            >
              <Workflow aria-hidden="true" className={ICON} />
              <Words>{t('shell.topology')}</Words>
            </Link>
            <Link
              to="/clusters/$cluster/replays"
              params={{ cluster }}
              className={ITEM}
              {...(replayed && { 'aria-current': 'page' })}
              activeOptions={{ includeSearch: false }}
            >
              <Repeat2 aria-hidden="true" className={ICON} />
              <Words>{t('shell.replay')}</Words>
            </Link>
            <Link
              to="/clusters/$cluster/alerts"
              params={{ cluster }}
              className={ITEM}
              activeOptions={{ includeSearch: false }}
            >
              <Bell aria-hidden="true" className={ICON} />
              <Words>{t('shell.alerts')}</Words>
              {idle && <FiringCount cluster={cluster} />}
            </Link>
            <Link
              to="/clusters/$cluster"
              params={{ cluster }}
              className={ITEM}
              activeOptions={{ exact: true, includeSearch: false }}
            >
              <Server aria-hidden="true" className={ICON} />
              <Words>{t('shell.cluster')}</Words>
            </Link>
          </>
        )}
        {several && (
          <Link to="/clusters" className={ITEM} activeOptions={{ exact: true }}>
            <Boxes aria-hidden="true" className={ICON} />
            <Words>{t('shell.clusters')}</Words>
          </Link>
        )}
      </nav>
      <div className="mt-auto flex flex-col gap-0.5">
        <SettingsButton className={ITEM} iconClassName={ICON} />
        <button type="button" onClick={onKeys} className={ITEM}>
          <CircleHelp aria-hidden="true" className={ICON} />
          <Words>{t('shell.keys')}</Words>
          <span className="ml-auto max-lg:hidden">
            <Kbd keys="?" />
          </span>
        </button>
      </div>
    </header>
  )
}

function Words({ children }: { children: ReactNode }) {
  return <span className="truncate max-lg:sr-only">{children}</span>
}
