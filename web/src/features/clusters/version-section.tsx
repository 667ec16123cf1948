import type { ClusterVersion } from '@sluice/shared/clusters'
import type { ReactNode } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { Section } from '#ui/section.tsx'

/** What the cluster told of its version, and what was read off it: the two are marked apart. */
export function VersionSection({ version }: { version: ClusterVersion }) {
  const { t } = useText()
  return (
    <Section title={t('clusters.version')}>
      <dl className="grid grid-cols-[max-content_1fr] gap-x-6 px-3 pb-3">
        <Told
          label={t('clusters.release')}
          value={releaseWords(version.release, t)}
          otherwise={t('clusters.releaseUnknown')}
          mark={
            <Badge tone="attention" tip={t('clusters.releaseTip')}>
              {t('clusters.releaseInferred')}
            </Badge>
          }
        />
        <Told
          label={t('clusters.metadataVersion')}
          value={version.metadataVersion}
          otherwise={t('clusters.metadataVersionUnknown')}
          mark={<Badge tip={t('clusters.metadataVersionTip')}>{t('clusters.told')}</Badge>}
        />
      </dl>
      <details className="px-3 pb-3">
        <summary className="cursor-pointer text-ink-muted hover:text-ink">
          {t('clusters.apis')}: {formatCount(version.apis.length)}
        </summary>
        <ul className="mt-2 grid grid-cols-[repeat(auto-fill,minmax(18rem,1fr))] gap-x-6">
          {version.apis.map(({ key, name, min, max }) => (
            <li key={key} className="flex gap-2 font-mono text-meta">
              <span className="w-7 shrink-0 text-right text-ink-faint">{key}</span>
              <span className="min-w-0 truncate">{name}</span>
              <span className="text-ink-muted">{min === max ? `v${min}` : `v${min}–v${max}`}</span>
            </li>
          ))}
        </ul>
      </details>
    </Section>
  )
}

/** The server says `4.3 or later` where the broker is newer than what it can tell apart. */
function releaseWords(release: string | null, t: Translate): string | null {
  const [, least] = /^(.+) or later$/.exec(release ?? '') ?? []
  return least === undefined ? release : t('clusters.releaseOrLater', { release: least })
}

interface ToldProps {
  label: string
  value: string | null
  otherwise: string
  mark: ReactNode
}

function Told({ label, value, otherwise, mark }: ToldProps) {
  return (
    <>
      <dt className="py-0.5 text-ink-muted">{label}</dt>
      <dd className="flex items-center gap-2 py-0.5">
        {value === null ? (
          <span className="text-unknown italic">{otherwise}</span>
        ) : (
          <>
            <span className="font-mono">{value}</span>
            {mark}
          </>
        )}
      </dd>
    </>
  )
}
