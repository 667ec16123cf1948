import { type RefObject, useEffect, useRef, useState } from 'react'
import { GraphStage, type StageEvents } from '../stage/graph-stage.ts'

/** The stage in an element of the page; its events reach whoever listens at the time. */
export function useStage(box: RefObject<HTMLElement | null>, events: StageEvents): GraphStage | null {
  const [stage, setStage] = useState<GraphStage | null>(null)
  const heard = useRef(events)
  heard.current = events
  useEffect(() => {
    const { current } = box
    if (current === null) return
    const made = new GraphStage(current, {
      onHover: (hit) => heard.current.onHover(hit),
      onPick: (hit, again) => heard.current.onPick(hit, again),
      onView: (view) => heard.current.onView(view),
      onDrop: (id, x, y) => heard.current.onDrop(id, x, y),
      onSeen: (seen) => heard.current.onSeen(seen),
      onLarge: (ids) => heard.current.onLarge(ids),
    })
    setStage(made)
    return () => {
      setStage(null)
      made.destroy()
    }
  }, [box])
  return stage
}
