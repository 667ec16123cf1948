import type { TopologyNode } from '@sluice/shared/topology'
import { EyeOff, Search, X } from 'lucide-react'
import { useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useSearchKey } from '#lib/use-search-key.ts'
import { Kbd } from '#ui/kbd.tsx'
import type { TopologySearch } from '../topology-search.ts'
import { FindExamples } from './find-examples.tsx'
import { FindField } from './find-field.tsx'
import type { Found } from './use-found.ts'

interface FindBarProps {
  /** All of the graph: what can be looked for. */
  nodes: readonly TopologyNode[]
  counts: Found['counts']
  search: Pick<TopologySearch, 'find' | 'hide'>
  onChange: (part: { find?: string | undefined; hide?: string | undefined }) => void
}

/** What is marked and what is left out of the picture, in words; "/" comes here. */
export function FindBar({ nodes, counts, search, onChange }: FindBarProps) {
  const { t } = useText()
  const find = useRef<HTMLInputElement>(null)
  const hide = useRef<HTMLInputElement>(null)
  useSearchKey(find)
  const clear = (part: 'find' | 'hide', label: string) => (
    <button
      type="button"
      aria-label={label}
      className="text-ink-faint hover:text-ink"
      onClick={() => onChange({ [part]: undefined })}
    >
      <X aria-hidden="true" className="size-3.5" />
    </button>
  )
  const { found, of, hidden } = counts
  return (
    <search aria-label={t('seek.bar')} className="flex min-w-0 flex-1 items-center gap-2">
      <FindField
        label={t('seek.find')}
        placeholder={t('seek.findHint')}
        icon={<Search aria-hidden="true" className="size-3.5" />}
        value={search.find ?? ''}
        nodes={nodes}
        field={find}
        trailing={search.find ? clear('find', t('seek.clearFind')) : <Kbd keys="/" />}
        onSearch={(text) => onChange({ find: text || undefined })}
      />
      <FindField
        label={t('seek.hide')}
        placeholder={t('seek.hideHint')}
        icon={<EyeOff aria-hidden="true" className="size-3.5" />}
        value={search.hide ?? ''}
        nodes={nodes}
        field={hide}
        trailing={search.hide ? clear('hide', t('seek.clearHide')) : null}
        onSearch={(text) => onChange({ hide: text || undefined })}
      />
      <FindExamples onFind={(text) => onChange({ find: text })} onHide={(text) => onChange({ hide: text })} />
      <span role="status" className="shrink-0 whitespace-nowrap text-ink-muted text-meta tabular-nums">
        {[
          ...(found === null ? [] : [t('seek.found', { found: formatCount(found), of: formatCount(of) })]),
          ...(hidden === 0 ? [] : [t('seek.hidden', { n: formatCount(hidden) })]),
        ].join(' · ')}
      </span>
    </search>
  )
}
