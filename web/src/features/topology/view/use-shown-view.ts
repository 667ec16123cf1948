import { useCallback, useEffect, useRef } from 'react'
import type { GraphStage } from '../stage/graph-stage.ts'
import { type View, viewText } from '../topology-search.ts'

/** Goes where the link leads, but not to where the hand has just moved it itself: that is told with what it returns. */
export function useShownView(stage: GraphStage | null, view: View | undefined): (moved: View | null) => void {
  const shown = useRef<string | undefined>(undefined)
  useEffect(() => {
    if (stage === null) {
      shown.current = undefined
      return
    }
    const text = view && viewText(view)
    if (shown.current === text) return
    shown.current = text
    stage.setView(view ?? null)
  }, [stage, view])
  return useCallback((moved) => {
    shown.current = moved === null ? undefined : viewText(moved)
  }, [])
}
