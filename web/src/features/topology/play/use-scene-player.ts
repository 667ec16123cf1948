import { useEffect, useState } from 'react'
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

/** Plays on the stage for as long as it is there, and gives what is told of it. */
export function useScenePlayer({ engine, stage, scene, sagas }: ScenePlayerInput): SceneTold {
  const [told, setTold] = useState<SceneTold>(NOTHING_TOLD)
  const [player, setPlayer] = useState<ScenePlayer | null>(null)
  useEffect(() => {
    const made = new ScenePlayer(engine, setTold)
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
  return told
}
