import { ChevronRight, TriangleAlert } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import type { JsonNodes } from './json-nodes.ts'
import { shownValue } from './json-view.ts'
import { MarkedText } from './marked-text.tsx'
import { KIND_LOOK, SYNTAX_LOOK } from './syntax.ts'

interface JsonRowProps {
  id: string
  nodes: JsonNodes
  node: number
  folded: boolean
  active: boolean
  pattern: RegExp | null
  onPress: (node: number) => void
  onToggle: (node: number) => void
}

const INDENT_PX = 14

/** One value of the tree: its key or number in the array, and what it is. */
export function JsonRow({ id, nodes, node, folded, active, pattern, onPress, onToggle }: JsonRowProps) {
  const { t } = useText()
  const container = nodes.isContainer(node)
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it takes the keys for its active row
    <div
      id={id}
      role="treeitem"
      tabIndex={-1}
      aria-level={nodes.depth(node) + 1}
      aria-expanded={container ? !folded : undefined}
      aria-selected={active}
      onClick={() => onPress(node)}
      onDoubleClick={() => container && onToggle(node)}
      style={{ paddingLeft: 8 + nodes.depth(node) * INDENT_PX }}
      className={classNames(
        'flex h-[22px] cursor-default items-center gap-1.5 whitespace-pre pr-3 outline-none',
        active ? 'bg-accent-soft' : 'hover:bg-surface-sunken',
      )}
    >
      <button
        type="button"
        tabIndex={-1}
        aria-hidden="true"
        onClick={(event) => {
          event.stopPropagation()
          onToggle(node)
        }}
        className={classNames(
          '-ml-1 size-4 shrink-0 text-ink-faint hover:text-ink',
          !container && 'invisible',
        )}
      >
        <ChevronRight className={classNames('size-4 transition-transform', !folded && 'rotate-90')} />
      </button>
      <JsonKey nodes={nodes} node={node} pattern={pattern} />
      {container ? (
        <span className="text-ink-faint">{describeContainer(nodes, node, t)}</span>
      ) : (
        <JsonScalar nodes={nodes} node={node} pattern={pattern} />
      )}
      {nodes.isDuplicate(node) && (
        <span data-tip={t('messages.duplicateKey')} className="text-attention">
          <TriangleAlert role="img" aria-label={t('messages.duplicateKey')} className="size-3.5" />
        </span>
      )}
    </div>
  )
}

type NodeProps = Pick<JsonRowProps, 'nodes' | 'node' | 'pattern'>

function JsonKey({ nodes, node, pattern }: NodeProps) {
  const key = nodes.key(node)
  if (key === null && nodes.parent(node) < 0) return null
  return (
    <span className={key === null ? SYNTAX_LOOK.sign : SYNTAX_LOOK.key}>
      {key === null ? nodes.ordinal(node) : <MarkedText text={visibleKey(key)} pattern={pattern} />}
      <span className={SYNTAX_LOOK.sign}>:</span>
    </span>
  )
}

function JsonScalar({ nodes, node, pattern }: NodeProps) {
  const { t } = useText()
  const { text, hidden } = shownValue(nodes, node)
  return (
    <span className={classNames('[unicode-bidi:isolate]', KIND_LOOK[nodes.kind(node)])}>
      <MarkedText text={text} pattern={pattern} />
      {hidden > 0 && (
        <span className="text-ink-faint">{t('messages.moreCharacters', { text: formatCount(hidden) })}</span>
      )}
    </span>
  )
}

function describeContainer(nodes: JsonNodes, node: number, t: ReturnType<typeof useText>['t']): string {
  const count = nodes.childCount(node)
  const params = { count, text: formatCount(count) }
  return nodes.isObject(node) ? `{ ${t('messages.entries', params)} }` : `[ ${t('messages.items', params)} ]`
}

/** A key is shown plain; one that a reader could mistake is shown as JSON writes it. */
function visibleKey(key: string): string {
  return key === '' || /[\p{Cc}\p{Cf}]|^\s|\s$/u.test(key) ? JSON.stringify(key) : key
}
