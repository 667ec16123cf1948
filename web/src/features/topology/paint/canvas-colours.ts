import type { TopologyHealth } from '@sluice/shared/topology'

/** The page's colours, as a canvas can use them. */
export interface CanvasColours {
  surface: string
  raised: string
  ink: string
  muted: string
  accent: string
  hairline: string
  edge: string
  edgeIdle: string
  fill: string
  health: Record<TopologyHealth, string>
  mono: string
  sans: string
}

/** Reads them where the picture stands: another theme gives others. */
export function readColours(element: Element): CanvasColours {
  const style = getComputedStyle(element)
  const token = (name: string): string => style.getPropertyValue(`--${name}`).trim()
  const [ok, attention, trouble, unknown] = ['ok', 'attention', 'trouble', 'unknown'].map(token)
  return {
    surface: token('surface'),
    raised: token('surface-raised'),
    ink: token('ink'),
    muted: token('ink-muted'),
    accent: token('accent'),
    hairline: token('hairline-strong'),
    edge: token('edge'),
    edgeIdle: token('edge-idle'),
    fill: token('dot'),
    health: {
      ok: ok ?? '',
      attention: attention ?? '',
      trouble: trouble ?? '',
      unknown: unknown ?? '',
      idle: token('hairline-strong'),
    },
    mono: token('font-mono'),
    sans: token('font-sans'),
  }
}
