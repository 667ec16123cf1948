import type { TopologyEdge, TopologyNode } from '@sluice/shared/topology'
import type { TopologyChange, TopologyDiff } from '@sluice/shared/topology-diff'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Section } from '#ui/section.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { kindWord, nameOf } from '../scene/card-text.ts'
import type { Selected } from '../topology-search.ts'
import { ChangeMark } from './change-sign.tsx'
import { changeWords } from './change-words.ts'
import type { ChangeSign } from './changes.ts'
import { DiffTimes } from './diff-times.tsx'

interface DiffPanelProps {
  diff: TopologyDiff | undefined
  error: unknown
  onRetry: () => void
  /** All of both times: what something is called. */
  nodes: readonly TopologyNode[]
  edges: readonly TopologyEdge[]
  onSelect: (selected: Selected) => void
  onClose: () => void
}

/** What differs between two times, as a list: each leads to its place in the picture. */
export function DiffPanel({ diff, error, onRetry, nodes, edges, onSelect, onClose }: DiffPanelProps) {
  const { t } = useText()
  const node = (id: string) => nodes.find((one) => one.id === id)
  const called = (id: string) => {
    const known = node(id)
    return known ? nameOf(known, t) : id
  }
  const edgeWords = ({ from, to }: TopologyEdge) => t('topology.edge', { from: called(from), to: called(to) })
  const onNode = (id: string) => onSelect({ of: 'node', id })
  const onEdge = (id: string) => onSelect({ of: 'edge', id })
  const nodeItem = (one: TopologyNode) => (
    <Item key={one.id} title={nameOf(one, t)} said={kindWord(one.kind, t)} onOpen={() => onNode(one.id)} />
  )
  const edgeItem = (one: TopologyEdge) => (
    <Item key={one.id} title={edgeWords(one)} onOpen={() => onEdge(one.id)} />
  )
  const changeItem = (one: TopologyChange) => {
    const edge = one.of === 'edge' ? edges.find(({ id }) => id === one.id) : undefined
    return (
      <Item
        key={`${one.id}${one.what}`}
        title={edge ? edgeWords(edge) : called(one.id)}
        said={changeWords(one, t)}
        onOpen={() => (one.of === 'edge' ? onEdge(one.id) : onNode(one.id))}
      />
    )
  }
  return (
    <aside aria-label={t('times.changes')} className="flex h-full flex-col">
      <header className="border-hairline border-b px-3 py-1.5">
        <div className="flex items-center">
          <h2 className="font-semibold">{t('times.changes')}</h2>
          <span className="ml-auto" />
          <IconButton
            label={t('times.changesClose')}
            icon={<X aria-hidden="true" className="size-4" />}
            onClick={onClose}
          />
        </div>
        {diff && <DiffTimes from={diff.from} to={diff.to} />}
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {diff === undefined ? (
          error ? (
            <ErrorPanel error={error} title={t('times.changesFailed')} onRetry={onRetry} />
          ) : (
            <Skeleton className="m-3 h-24" />
          )
        ) : (
          <>
            <Part sign="appeared" title={t('times.appeared')}>
              {[...diff.appeared.nodes.map(nodeItem), ...diff.appeared.edges.map(edgeItem)]}
            </Part>
            <Part sign="vanished" title={t('times.vanished')}>
              {[...diff.vanished.nodes.map(nodeItem), ...diff.vanished.edges.map(edgeItem)]}
            </Part>
            <Part sign="changed" title={t('times.changed')}>
              {diff.changed.map(changeItem)}
            </Part>
          </>
        )}
      </div>
    </aside>
  )
}

function Part({
  sign,
  title,
  children,
}: {
  sign: ChangeSign
  title: string
  children: readonly ReactNode[]
}) {
  const { t } = useText()
  return (
    <Section title={title} aside={<span className="tabular-nums">{formatCount(children.length)}</span>}>
      {children.length === 0 ? (
        <p className="px-3 pb-3 text-ink-muted">{t('times.nothing')}</p>
      ) : (
        <ul className="pb-2">
          {children.map((child, at) => (
            <li key={at} className="flex items-start gap-2 px-3 py-1">
              <span className="pt-0.5">
                <ChangeMark sign={sign} />
              </span>
              {child}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function Item({ title, said, onOpen }: { title: string; said?: string; onOpen: () => void }) {
  return (
    <button type="button" className="group min-w-0 text-left" onClick={onOpen}>
      <span className="block break-all font-mono group-hover:text-accent group-hover:underline">{title}</span>
      {said && <span className="block text-ink-muted text-meta tabular-nums">{said}</span>}
    </button>
  )
}
