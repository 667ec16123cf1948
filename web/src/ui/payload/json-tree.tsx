import { type KeyboardEvent, use, useEffect, useId, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { JsonNodes } from './json-nodes.ts'
import { JsonRow } from './json-row.tsx'
import { searchJson, searchPattern } from './json-search.ts'
import { JsonSelection } from './json-selection.tsx'
import { JsonTools } from './json-tools.tsx'
import { foldsBelow, initialFolds, revealed, visibleIndex, visibleNodes } from './json-view.ts'
import { PayloadActionsContext } from './payload-actions.ts'
import { PayloadTools } from './payload-tools.tsx'
import type { PayloadView } from './payload-views.ts'
import { actionOf, foldKey, moveInTree } from './tree-keys.ts'
import { useLines } from './use-lines.ts'

const LINE_PX = 22

interface JsonTreeProps {
  nodes: JsonNodes
  /** What the search begins with. */
  sought: string
  onView: (view: PayloadView) => void
}

/** JSON of any size as a tree with exact numbers: only the rows on the screen are in the page. */
export function JsonTree({ nodes, sought, onView }: JsonTreeProps) {
  const { t } = useText()
  const id = useId()
  const [first] = useState(() => searchJson(nodes, sought)[0] ?? 0)
  const [folded, setFolded] = useState<ReadonlySet<number>>(() => revealed(nodes, initialFolds(nodes), first))
  const [active, setActive] = useState(first)
  const [words, setWords] = useState(sought)
  const visible = useMemo(() => visibleNodes(nodes, folded), [nodes, folded])
  const matches = useMemo(() => searchJson(nodes, words), [nodes, words])
  const pattern = useMemo(() => searchPattern(words), [words])
  const lines = useLines(visible.length, LINE_PX)
  const actions = use(PayloadActionsContext)

  // biome-ignore lint/correctness/useExhaustiveDependencies: only the first find is brought into view by itself
  useEffect(() => {
    if (first > 0) lines.scrollTo(visibleIndex(visible, first))
  }, [])

  const goTo = (node: number) => {
    const open = revealed(nodes, folded, node)
    setFolded(open)
    setActive(node)
    lines.scrollTo(visibleIndex(visibleNodes(nodes, open), node))
  }
  const search = (text: string) => {
    setWords(text)
    const found = searchJson(nodes, text)[0]
    if (found !== undefined) goTo(found)
  }
  const toggle = (node: number) => {
    const next = new Set(folded)
    if (!next.delete(node)) next.add(node)
    setFolded(next)
    setActive(node)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const levels = foldKey(event.nativeEvent)
    const act = actionOf(event.nativeEvent, actions, nodes, active)
    if (levels !== null) setFolded(levels === 0 ? new Set() : foldsBelow(nodes, levels))
    act?.()
    if (levels !== null || act !== null) {
      event.preventDefault()
      event.stopPropagation()
      return
    }
    const move = moveInTree(event.nativeEvent, { nodes, visible, folded, active })
    if (move === null) return
    event.preventDefault()
    event.stopPropagation()
    if (move.toggle !== undefined) toggle(move.toggle)
    if (move.active !== undefined) goTo(move.active)
  }

  return (
    <div className="flex h-full flex-col">
      <PayloadTools view="json" onView={onView}>
        <JsonTools
          nodes={nodes}
          words={words}
          onWords={search}
          matches={matches}
          active={active}
          onMatch={goTo}
          onExpand={() => setFolded(new Set())}
          onCollapse={() => setFolded(foldsBelow(nodes, 1))}
        />
      </PayloadTools>
      <div
        ref={lines.scroller}
        role="tree"
        aria-label={t('messages.treeLabel')}
        aria-activedescendant={`${id}-${active}`}
        tabIndex={0}
        onKeyDown={onKeyDown}
        className="min-h-0 flex-1 overflow-auto font-mono text-body outline-offset-[-2px]"
      >
        <div
          role="presentation"
          style={{ height: lines.totalPx, paddingTop: lines.topPx }}
          className="w-max min-w-full"
        >
          {lines.items.map((item) => {
            const node = visible[item.index] ?? 0
            return (
              <JsonRow
                key={node}
                id={`${id}-${node}`}
                nodes={nodes}
                node={node}
                folded={folded.has(node)}
                active={node === active}
                pattern={pattern}
                onPress={setActive}
                onToggle={toggle}
              />
            )
          })}
        </div>
      </div>
      <JsonSelection nodes={nodes} node={active} onNode={goTo} />
    </div>
  )
}
