import { type RefObject, useEffect, useRef } from 'react'
import type { Scene } from '../scene/scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'
import { MiniMap } from '../stage/mini-map.ts'

interface MiniMapViewProps {
  scene: Scene
  stage: GraphStage | null
  /** Takes the map, so that it can be told what is in sight without a rendering. */
  map: RefObject<MiniMap | null>
}

/** Where one is in a picture that is larger than the window. Keys and the wheel do the same without it. */
export function MiniMapView({ scene, stage, map }: MiniMapViewProps) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current === null || stage === null) return
    const made = new MiniMap(canvas.current, stage.lookAt)
    map.current = made
    return () => {
      map.current = null
      made.destroy()
    }
  }, [stage, map])
  useEffect(() => {
    map.current?.setScene(scene)
    const seen = stage?.seen()
    if (seen) map.current?.setSeen(seen)
  }, [scene, stage, map])
  return (
    <canvas
      ref={canvas}
      hidden
      className="absolute right-12 bottom-2 z-10 h-28 w-44 cursor-crosshair touch-none rounded-md border border-hairline bg-surface-raised/90 shadow-lift"
    />
  )
}
