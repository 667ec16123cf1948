import { between, type Curve, curvePath, headOf, markAt } from '../scene/edge-curve.ts'
import { healthSign } from '../scene/edge-style.ts'
import { ARROW, BACK_SIGN, HEALTH_SIGNS } from '../scene/node-shape.ts'
import type { SceneEdge } from '../scene/scene.ts'
import { setAttributes, svgElement } from './svg-element.ts'

/** The picture of one edge: its line, its head, and what is said of it in the middle. */
export interface SvgEdge {
  group: SVGGElement
  /** Drops that move along it, on a layer of their own. */
  flow: SVGPathElement
  scene: SceneEdge
  /** As it is drawn now. */
  drawn: Curve
  update(edge: SceneEdge): void
  /** On the way from one curve to its own. */
  flowOver(from: Curve, share: number): void
  follow(curve: Curve): void
}

export function createSvgEdge(first: SceneEdge): SvgEdge {
  const group = svgElement('g', { class: 'edge' })
  const line = svgElement('path', { class: 'line' }, group)
  const head = svgElement('path', { class: 'head', d: ARROW }, group)
  const sign = svgElement('g', { class: 'middle' }, group)
  const flow = svgElement('path', { class: 'flow' })
  let scene = first

  let drawn = first.curve
  function draw(curve: Curve): void {
    drawn = curve
    const path = curvePath(curve)
    setAttributes(line, { d: path })
    if (scene.flow !== null) setAttributes(flow, { d: path })
    setAttributes(head, { transform: transformOf(headOf(curve), headSize(scene.width)) })
    setAttributes(sign, { transform: transformOf({ ...markAt(curve, 0.5), angle: 0 }, 1) })
  }

  function redraw(): void {
    const { width, dashes, line: kind, health, active, back } = scene
    setAttributes(group, {
      'data-edge': scene.id,
      'data-line': kind,
      'data-health': health,
      'data-active': active ? '' : null,
    })
    group.style.setProperty('--width', String(kind === 'hatched' ? Math.max(5, width) : width))
    setAttributes(line, { 'stroke-dasharray': dashes?.join(' ') ?? null })
    sign.replaceChildren()
    const shown = healthSign(health)
    if (shown)
      svgElement(
        'path',
        { class: 'sign', d: HEALTH_SIGNS[shown], transform: 'translate(-8 -8) scale(1.6)' },
        sign,
      )
    else if (back) {
      svgElement('circle', { class: 'ground', r: 8 }, sign)
      svgElement('path', { class: 'back', d: BACK_SIGN, transform: 'translate(-2 0)' }, sign)
    }
    setAttributes(flow, { 'data-flow': scene.id, display: scene.flow === null ? 'none' : null })
    flow.style.setProperty('--width', String(width))
    flow.style.animationDuration = `${scene.flow ?? 1}s`
    draw(scene.curve)
  }

  redraw()
  return {
    group,
    flow,
    get scene() {
      return scene
    },
    get drawn() {
      return drawn
    },
    update(next) {
      scene = next
      redraw()
    },
    flowOver: (from, share) => draw(between(from, scene.curve, share)),
    follow: draw,
  }
}

const headSize = (width: number): number => 0.75 + width * 0.16

const transformOf = ({ x, y, angle }: { x: number; y: number; angle: number }, scale: number): string =>
  `translate(${x.toFixed(1)} ${y.toFixed(1)})${angle === 0 ? '' : ` rotate(${angle.toFixed(1)})`}${scale === 1 ? '' : ` scale(${scale.toFixed(2)})`}`
