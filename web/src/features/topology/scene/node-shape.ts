import type { NodeKind, TopologyHealth } from '@sluice/shared/topology'

/** Signs of a health, drawn in a box of 10 by 10, as `StateMark` draws states. */
export const HEALTH_SIGNS: Record<TopologyHealth, string> = {
  ok: 'M5 1.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7Z',
  attention: 'M5 .6 9.4 5 5 9.4.6 5Z',
  trouble: 'M5 .8 9.6 9H.4Z',
  idle: 'M1 4.1h8v1.8h-8Z',
  unknown: 'M5 1.4a3.6 3.6 0 1 1 0 7.2a3.6 3.6 0 1 1 0-7.2ZM5 2.9a2.1 2.1 0 1 0 0 4.2a2.1 2.1 0 1 0 0-4.2Z',
}

/** Small pictures of the kinds, in lines, in a box of 14 by 14. */
export const GLYPHS: Record<NodeKind, string> = {
  topic: 'M1 4.2c2-1.6 4-1.6 6 0s4 1.6 6 0M1 9.8c2-1.6 4-1.6 6 0s4 1.6 6 0',
  service: 'M7 1.2 12.2 4.1v5.8L7 12.8 1.8 9.9V4.1Z',
  group:
    'M4.6 6.4a2.2 2.2 0 1 1 0-4.4 2.2 2.2 0 0 1 0 4.4ZM.8 12c.2-2.6 1.6-3.9 3.8-3.9s3.6 1.3 3.8 3.9M9.6 2.3a2.1 2.1 0 0 1 0 4M10 8.2c1.9.2 3 1.5 3.2 3.8',
  writer: 'M2 12l.7-3L9.6 2.1 12 4.5 5.1 11.4ZM8.3 3.4l2.3 2.3',
  member: 'M7 6.6a2.5 2.5 0 1 1 0-5 2.5 2.5 0 0 1 0 5ZM2.4 12.6c.3-3 1.9-4.4 4.6-4.4s4.3 1.4 4.6 4.4',
  session: 'M7.6 1.2 2.8 8h3.7L6 12.8 11.2 5.7H7.3Z',
  principal: 'M7 1.2 12 3v3.8c0 3-2 5-5 6-3-1-5-3-5-6V3Z',
}

/**
 * What is drawn of a node when only its shape can be seen, round its middle and as large as its card, so that edges end
 * at it: a pill, a nut, an ellipse, a rhomb, a shield.
 */
export function shapeOf(kind: NodeKind, width: number, height: number): string {
  const [x, y] = [width / 2, height / 2]
  const end = Math.min(y, x / 2)
  switch (kind) {
    case 'topic':
      return `M${end - x}${-y}H${x - end}A${end} ${y} 0 0 1 ${x - end} ${y}H${end - x}A${end} ${y} 0 0 1 ${end - x}${-y}Z`
    case 'service':
      return `M${end - x}${-y}H${x - end}L${x} 0L${x - end} ${y}H${end - x}L${-x} 0Z`
    case 'group':
    case 'member':
      return `M${-x} 0A${x} ${y} 0 0 1 ${x} 0A${x} ${y} 0 0 1 ${-x} 0Z`
    case 'writer':
    case 'session':
      return `M${-x} 0L0${-y}L${x} 0L0 ${y}Z`
    case 'principal':
      return `M${-x}${-y}H${x}V0L0 ${y}L${-x} 0Z`
  }
}

/** The same in small, for the legend. */
export const DOTS: Record<NodeKind, string> = {
  topic: 'M-50-17h100a17 17 0 0 1 0 34h-100a17 17 0 0 1 0-34Z',
  service: 'M0-36 31-18v36L0 36-31 18v-36Z',
  group: 'M0-30a30 30 0 1 1 0 60a30 30 0 1 1 0-60Z',
  writer: 'M0-36 36 0 0 36-36 0Z',
  member: 'M0-18a18 18 0 1 1 0 36a18 18 0 1 1 0-36Z',
  session: 'M0-22 22 0 0 22-22 0Z',
  principal: 'M0-24 22-14v14c0 12-9 20-22 26-13-6-22-14-22-26v-14Z',
}

/** The head of an arrow, its tip at 0, and the sign of an edge that leads back, round its middle. */
export const ARROW = 'M0 0-9-4.5-7 0-9 4.5Z'
export const BACK_SIGN = 'M2-4.5-2.5 0 2 4.5M7-4.5 2.5 0 7 4.5'
