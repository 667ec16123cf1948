import { svgElement, svgText } from '../paint/svg-element.ts'
import { SvgPainter } from '../paint/svg-painter.ts'
import type { Scene } from '../scene/scene.ts'
import { inlineLooks } from './inline-looks.ts'
import { writable } from './xml-text.ts'

/** A picture as a text that stands for itself. */
export interface Picture {
  svg: string
  width: number
  height: number
}

const ROOM = 32
const CAPTION = 28

/** All of a scene with full cards, in the page's theme: as large as it is, whatever part of it is in sight. */
export function drawPicture(scene: Scene, caption: string): Picture {
  const host = document.createElement('div')
  host.className = 'topology-graph'
  host.inert = true
  Object.assign(host.style, { position: 'fixed', left: '-100000px', top: '0', pointerEvents: 'none' })
  document.body.append(host)
  const painter = new SvgPainter(host, () => undefined)
  try {
    const { left, top } = scene.box
    const width = Math.ceil(scene.box.width) + 2 * ROOM
    const height = Math.ceil(scene.box.height) + 2 * ROOM + CAPTION
    painter.setSize(width, height)
    painter.setTransform({ tx: ROOM - left, ty: ROOM - top, k: 1 }, 'cards')
    painter.setScene(scene, false)
    const svg = host.querySelector('svg')
    if (svg === null) throw new Error('nothing was painted')
    // What has just come fades in, and a picture would catch it on its way.
    for (const fresh of svg.querySelectorAll('.new')) fresh.classList.remove('new')
    for (const moving of svg.querySelectorAll('.flows, .rings')) moving.remove()
    const world = svg.querySelector<SVGElement>('.world')
    world?.setAttribute('transform', `translate(${ROOM - left} ${ROOM - top})`)
    const ground = svgElement('rect', { class: 'ground', width, height })
    svg.prepend(ground)
    svgText(caption, { x: ROOM, y: height - 14 }, svg)
    inlineLooks(svg)
    svg.prepend(title(caption))
    for (const name of ['class', 'aria-hidden']) svg.removeAttribute(name)
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`)
    return { svg: writable(new XMLSerializer().serializeToString(svg)), width, height }
  } finally {
    painter.destroy()
    host.remove()
  }
}

function title(text: string): SVGElement {
  const element = svgElement('title')
  element.textContent = text
  return element
}
