import { topicHue } from '#ui/topic-hue.ts'

/** The colours of the page as a canvas needs them; read anew when the theme changes. */
export interface LaneColours {
  surface: string
  hairline: string
  hairlineStrong: string
  ink: string
  faint: string
  accent: string
  attention: string
  bed: string
  topic: (topic: string) => string
}

const NAMES = {
  surface: '--surface',
  hairline: '--hairline',
  hairlineStrong: '--hairline-strong',
  ink: '--ink',
  faint: '--ink-faint',
  accent: '--accent',
  attention: '--attention',
  bed: '--channel-bed',
} as const

export function laneColours(element: Element): LaneColours {
  const style = getComputedStyle(element)
  const read = (name: string) => style.getPropertyValue(name).trim()
  const known = new Map<string, string>()
  const topic = (name: string) => {
    const colour = known.get(name) ?? `oklch(0.66 0.13 ${topicHue(name)})`
    known.set(name, colour)
    return colour
  }
  return {
    surface: read(NAMES.surface),
    hairline: read(NAMES.hairline),
    hairlineStrong: read(NAMES.hairlineStrong),
    ink: read(NAMES.ink),
    faint: read(NAMES.faint),
    accent: read(NAMES.accent),
    attention: read(NAMES.attention),
    bed: read(NAMES.bed),
    topic,
  }
}
