import { between, type Curve, curvePath, headOf, markAt } from '../scene/edge-curve.ts'
import { healthSign } from '../scene/edge-style.ts'
import { ARROW, BACK_SIGN, HEALTH_SIGNS } from '../scene/node-shape.ts'
import type { SceneEdge } from '../scene/scene.ts'
import { setAttributes, svgElement } from './svg-element.ts'

/** The picture of one edge: its line, its head, and what is said of it in the middle. */
export class SvgEdge {
  readonly group = svgElement('g', { class: 'edge' })
  /** Drops that move along it, on a layer of their own. */
  readonly flow = svgElement('path', { class: 'flow' })
  readonly #line = svgElement('path', { class: 'line' }, this.group)
  readonly #head = svgElement('path', { class: 'head', d: ARROW }, this.group)
  readonly #middle = svgElement('g', { class: 'middle' }, this.group)
  #scene: SceneEdge
  #drawn: Curve

  constructor(scene: SceneEdge) {
    this.#scene = scene
    this.#drawn = scene.curve
    this.#redraw()
  }

  get scene(): SceneEdge {
    return this.#scene
  }

  /** As it is drawn now. */
  get drawn(): Curve {
    return this.#drawn
  }

  update(scene: SceneEdge): void {
    this.#scene = scene
    this.#redraw()
  }

  /** On the way from one curve to its own. */
  flowOver(from: Curve, share: number): void {
    this.follow(between(from, this.#scene.curve, share))
  }

  /** Drawn along another curve than its own. */
  follow(curve: Curve): void {
    this.#drawn = curve
    const path = curvePath(curve)
    setAttributes(this.#line, { d: path })
    if (this.#scene.flow !== null) setAttributes(this.flow, { d: path })
    setAttributes(this.#head, { transform: transformOf(headOf(curve), headSize(this.#scene.width)) })
    setAttributes(this.#middle, { transform: transformOf({ ...markAt(curve, 0.5), angle: 0 }, 1) })
  }

  #redraw(): void {
    const { width, dashes, line, health, active, flow } = this.#scene
    setAttributes(this.group, {
      'data-edge': this.#scene.id,
      'data-line': line,
      'data-health': health,
      'data-active': active ? '' : null,
    })
    this.group.style.setProperty('--width', String(line === 'hatched' ? Math.max(5, width) : width))
    setAttributes(this.#line, { 'stroke-dasharray': dashes?.join(' ') ?? null })
    this.#drawMiddle()
    setAttributes(this.flow, { 'data-flow': this.#scene.id, display: flow === null ? 'none' : null })
    this.flow.style.setProperty('--width', String(width))
    this.flow.style.animationDuration = `${flow ?? 1}s`
    this.follow(this.#scene.curve)
  }

  #drawMiddle(): void {
    this.#middle.replaceChildren()
    const sign = healthSign(this.#scene.health)
    if (sign) {
      const place = { d: HEALTH_SIGNS[sign], transform: 'translate(-8 -8) scale(1.6)' }
      svgElement('path', { class: 'sign', ...place }, this.#middle)
    } else if (this.#scene.back) {
      svgElement('circle', { class: 'ground', r: 8 }, this.#middle)
      svgElement('path', { class: 'back', d: BACK_SIGN, transform: 'translate(-2 0)' }, this.#middle)
    }
  }
}

const headSize = (width: number): number => 0.75 + width * 0.16

const transformOf = ({ x, y, angle }: { x: number; y: number; angle: number }, scale: number): string =>
  `translate(${x.toFixed(1)} ${y.toFixed(1)})${angle === 0 ? '' : ` rotate(${angle.toFixed(1)})`}${scale === 1 ? '' : ` scale(${scale.toFixed(2)})`}`
