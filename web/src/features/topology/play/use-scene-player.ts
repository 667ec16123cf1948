import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import type { PlayEngine } from '#lib/play-engine.ts'
import type { Scene } from '../scene/scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'
import type { Saga } from './saga.ts'
import { NOTHING_TOLD, ScenePlayer, type SceneTold } from './scene-player.ts'

interface ScenePlayerInput {
  engine: PlayEngine
  stage: { stage: GraphStage; element: HTMLElement } | null
  scene: Scene | null
  sagas: readonly Saga[]
}

/** Plays on the stage for as long as it is there. */
export function useScenePlayer({ engine, stage, scene, sagas }: ScenePlayerInput): ScenePlayer | null {
  const [player, setPlayer] = useState<ScenePlayer | null>(null)
  useEffect(() => {
    const made = new ScenePlayer(engine)
    setPlayer(made)
    return () => {
      setPlayer(null)
      made.destroy()
    }
  }, [engine])
  useEffect(() => {
    if (player === null || stage === null) return
    player.mount(stage.stage, stage.element)
    return () => player.unmount()
  }, [player, stage])
  useEffect(() => {
    if (scene !== null) player?.setScene(scene)
  }, [player, scene])
  useEffect(() => player?.setSagas(sagas), [player, sagas])
  return player
}

const UNHEARD = () => () => undefined

/** One thing that is told of what plays; renders again when that is another. */
export function useTold<T>(player: ScenePlayer | null, pick: (told: SceneTold) => T): T {
  const read = useCallback(() => pick(player?.told() ?? NOTHING_TOLD), [player, pick])
  return useSyncExternalStore(player?.subscribe ?? UNHEARD, read)
}
