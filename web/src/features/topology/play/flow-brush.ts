import type { Scene } from '../scene/scene.ts'
import type { Flow } from './flow.ts'
import { SAGAS_MAX } from './saga.ts'
import type { Track } from './track.ts'

export interface FlowColours {
  event: string
  eventInk: string
  surface: string
  raised: string
  ink: string
  muted: string
  hairline: string
  sagas: readonly string[]
  sans: string
}

/** With what is painted over the picture, in the coordinates of its plane. */
export interface FlowBrush {
  context: CanvasRenderingContext2D
  scene: Scene
  k: number
  /** Milliseconds of the wall clock. */
  now: number
  colours: FlowColours
  flow: Flow
  following: boolean
  trackOf: (edge: string) => Track | null
}

export function readFlowColours(element: Element): FlowColours {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  return {
    ...{ event: token('accent'), eventInk: token('accent-ink') },
    ...{ surface: token('surface'), raised: token('surface-raised') },
    ...{ ink: token('ink'), muted: token('ink-muted'), hairline: token('hairline-strong') },
    sagas: Array.from({ length: SAGAS_MAX }, (_, at) => token(`saga-${at + 1}`)),
    sans: token('font-sans'),
  }
}

/** Stories are told apart by colour and by letter. */
export const sagaLetter = (saga: number): string => String.fromCharCode(65 + saga)

export const colourOf = ({ event, sagas }: FlowColours, saga: number | null): string =>
  saga === null ? event : (sagas[saga] ?? event)
