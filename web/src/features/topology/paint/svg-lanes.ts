import type { CardLanes } from '../scene/card-lanes.ts'
import type { SceneNode } from '../scene/scene.ts'
import { stripBox } from './svg-card.ts'
import { svgElement, svgText } from './svg-element.ts'

const LANE_MOST = 8
const GAP = 1.6
/** Room for the figure of what is not drawn. */
const MORE = 26

/** The lanes of a topic in the place of its flow: water up to the front, and the gates of its groups. */
export function drawLanes(scene: SceneNode, { lanes, more }: CardLanes): SVGGElement {
  const box = stripBox(scene)
  const width = box.width - (more > 0 ? MORE : 0)
  const height = Math.min(LANE_MOST, (box.height - GAP * (lanes.length - 1)) / Math.max(1, lanes.length))
  const top = box.y + (box.height - lanes.length * (height + GAP) + GAP) / 2
  const group = svgElement('g', { class: 'lanes' })
  for (const [at, { held, gates }] of lanes.entries()) {
    const lane = svgElement('g', { transform: `translate(${box.x} ${top + at * (height + GAP)})` }, group)
    svgElement('rect', { class: 'bed', width, height, rx: 1 }, lane)
    svgElement(
      'rect',
      { class: 'held', x: held.from * width, width: Math.max(0, held.to - held.from) * width, height },
      lane,
    )
    svgElement('path', { class: 'waterfront', d: `M${width} -.4v${height + 0.8}` }, lane)
    for (const gate of gates) {
      const x = gate.at * width
      const drawn = svgElement('g', { class: 'gate', 'data-tone': gate.tone }, lane)
      if (gate.hue !== null && gate.tone === 'ok')
        drawn.style.setProperty('--gate', `oklch(0.6 0.13 ${gate.hue})`)
      svgElement(
        'path',
        { class: 'read', d: `M${held.from * width} 0H${x}V${height}H${held.from * width}Z` },
        drawn,
      )
      svgElement('path', { class: 'post', d: `M${x} -.4v${height + 0.8}` }, drawn)
      svgElement('path', { class: 'leaf', d: `M${x - 2.2} -.8h4.4l-2.2 2.6Z` }, drawn)
    }
  }
  if (more > 0)
    svgText(`+${more}`, { class: 'right', x: box.x + box.width, y: box.y + box.height - 4 }, group)
  return group
}
