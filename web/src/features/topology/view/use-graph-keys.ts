import { type KeyboardEvent, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import type { Scene } from '../scene/scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'
import { columnOf, neighbour, type Way } from '../stage/walk.ts'
import type { Selected } from '../topology-search.ts'

interface GraphKeysInput {
  stage: GraphStage | null
  scene: Scene
  walked: string | null
  onWalk: (id: string) => void
  onSelect: (selected: Selected | null) => void
}

const WAYS: Readonly<Record<string, Way>> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
}
const STEP = 1.3

/** Walking through the picture and moving it by keys; says where one has come to. */
export function useGraphKeys({ stage, scene, walked, onWalk, onSelect }: GraphKeysInput) {
  const { t } = useText()
  const [spoken, setSpoken] = useState('')
  const commands = useMemo<readonly KeyCommand[]>(
    () => [
      { id: 'graph.fit', keys: 'f', label: t('topology.zoomFit'), group: 'actions', run: () => stage?.fit() },
      {
        ...{ id: 'graph.larger', keys: '+', label: t('topology.zoomIn'), group: 'actions' },
        run: () => stage?.zoomBy(STEP),
      },
      {
        ...{ id: 'graph.smaller', keys: '-', label: t('topology.zoomOut'), group: 'actions' },
        run: () => stage?.zoomBy(1 / STEP),
      },
      { id: 'graph.walk', keys: 'arrowright', label: t('topology.keyWalk'), group: 'lists' },
    ],
    [stage, t],
  )
  useKeyCommands(commands)

  const walkTo = (id: string): void => {
    onWalk(id)
    stage?.reveal(id)
    const node = scene.nodeById.get(id)
    if (node === undefined) return
    const column = columnOf(scene, node)
    const { kind, name, health } = node.text
    const count = (end: 'from' | 'to') => scene.edges.filter((edge) => edge[end] === id).length
    setSpoken(
      t('topology.walked', {
        node: t('topology.nodeSpoken', { kind, name, health, into: count('to'), out: count('from') }),
        at: column.findIndex((one) => one.id === id) + 1,
        of: column.length,
      }),
    )
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const way = WAYS[event.key]
    if (way !== undefined) {
      event.preventDefault()
      const next = neighbour(scene, walked, way)
      if (next !== null) walkTo(next)
    } else if ((event.key === 'Enter' || event.key === ' ') && walked !== null) {
      event.preventDefault()
      onSelect({ of: 'node', id: walked })
    }
  }
  return { spoken, onKeyDown }
}
