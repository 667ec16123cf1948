import { useEffect, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { JsonNodes } from './json-nodes.ts'
import { pathOf } from './json-view.ts'

interface JsonBreadcrumbProps {
  nodes: JsonNodes
  node: number
  onNode: (node: number) => void
}

/** Where the chosen value stands; each container on the way can be chosen. Its end stays in sight. */
export function JsonBreadcrumb({ nodes, node, onNode }: JsonBreadcrumbProps) {
  const { t } = useText()
  const box = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another value has another path
  useEffect(() => {
    if (box.current) box.current.scrollLeft = box.current.scrollWidth
  }, [node])
  return (
    <nav
      ref={box}
      aria-label={t('inspect.path')}
      title={pathOf(nodes, node)}
      className="flex min-w-0 items-center overflow-x-auto whitespace-nowrap font-mono [scrollbar-width:none]"
    >
      {wayTo(nodes, node).map((at, depth) => (
        <span key={at} className="flex items-center">
          {depth > 0 && (
            <span aria-hidden="true" className="px-0.5 text-ink-faint">
              ›
            </span>
          )}
          <button
            type="button"
            aria-current={at === node ? 'true' : undefined}
            onClick={() => onNode(at)}
            className="rounded px-0.5 hover:bg-surface-sunken hover:text-ink aria-[current]:text-ink"
          >
            {nameOf(nodes, at)}
          </button>
        </span>
      ))}
    </nav>
  )
}

const NAME_CHARS = 40

function nameOf(nodes: JsonNodes, node: number): string {
  if (nodes.parent(node) < 0) return '$'
  const key = nodes.key(node)
  if (key === null) return String(nodes.ordinal(node))
  const shown = key === '' || /\s|[\p{Cc}\p{Cf}]/u.test(key) ? JSON.stringify(key) : key
  return shown.length > NAME_CHARS ? `${shown.slice(0, NAME_CHARS)}…` : shown
}

/** From the outermost value to this one. */
export function wayTo(nodes: JsonNodes, node: number): number[] {
  const way: number[] = []
  for (let at = node; at >= 0; at = nodes.parent(at)) way.push(at)
  return way.reverse()
}
