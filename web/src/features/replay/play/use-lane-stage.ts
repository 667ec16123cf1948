import { type RefObject, useEffect, useRef, useState } from 'react'
import { useWidth } from '#charts/use-width.ts'
import type { PlayEngine } from '#lib/play-engine.ts'
import { laneColours } from './lane-colours.ts'
import type { LanePage } from './lane-page.ts'
import { type LaneLook, LaneStage } from './lane-stage.ts'
import type { Lane } from './lanes.ts'

interface Shown {
  page: LanePage
  lanes: readonly Lane[]
}

/** The canvas of the lanes with what draws on it; what React draws around it comes back. */
export function useLaneStage(
  engine: PlayEngine,
  canvas: RefObject<HTMLCanvasElement | null>,
  look: Omit<LaneLook, 'colours' | 'still'>,
): { stage: RefObject<LaneStage | null>; shown: Shown | null } {
  const stage = useRef<LaneStage | null>(null)
  const [shown, setShown] = useState<Shown | null>(null)
  const width = useWidth(canvas)
  const theme = useTheme()
  const latest = useRef(look)
  latest.current = look

  useEffect(() => {
    if (canvas.current === null) return
    const made = new LaneStage({
      canvas: canvas.current,
      engine,
      look: { ...latest.current, colours: laneColours(canvas.current), still: isStill() },
      onPage: (page, lanes) => setShown({ page, lanes }),
    })
    stage.current = made
    return () => {
      made.end()
      stage.current = null
    }
  }, [engine, canvas])
  // biome-ignore lint/correctness/useExhaustiveDependencies: another engine has another stage
  useEffect(() => stage.current?.resize(width), [width, engine])
  const { kind, topics, matches, selected, foldWords } = look
  // biome-ignore lint/correctness/useExhaustiveDependencies: another theme has other colours
  useEffect(() => {
    if (canvas.current === null) return
    const colours = laneColours(canvas.current)
    stage.current?.restyle({ kind, topics, matches, selected, foldWords, colours, still: isStill() })
  }, [canvas, kind, topics, matches, selected, foldWords, theme])
  return { stage, shown }
}

const isStill = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches

/** Changes when the page turns light or dark. */
function useTheme(): string {
  const [theme, setTheme] = useState(readTheme)
  useEffect(() => {
    const observer = new MutationObserver(() => setTheme(readTheme()))
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] })
    return () => observer.disconnect()
  }, [])
  return theme
}

const readTheme = (): string => document.documentElement.dataset.theme ?? ''
