import type { SceneNode } from '../scene/scene.ts'
import { svgElement, svgText } from './svg-element.ts'

const STEP = 4

/** Edges of the cards that lie under the first one: a box holds several. */
export function drawStack({ width, height }: SceneNode): SVGGElement {
  const stack = svgElement('g', { class: 'stack' })
  for (const depth of [2, 1])
    svgElement('rect', { class: 'frame', x: depth * STEP, y: depth * STEP, width, height, rx: 9 }, stack)
  return stack
}

/** What a card holds beside itself, and how many neighbours are left out before and after it. */
export function drawMarks({ text, width, height }: SceneNode): SVGGElement {
  const marks = svgElement('g', { class: 'marks' })
  const { held = null, before = null, after = null } = text.marks ?? {}
  if (held) drawMark(marks, held, width - 24, 0)
  if (before) drawMark(marks, before, 0, height / 2)
  if (after) drawMark(marks, after, width, height / 2)
  return marks
}

function drawMark(marks: SVGGElement, words: string, x: number, y: number): void {
  const width = 12 + words.length * 7
  svgElement('rect', { class: 'mark', x: x - width / 2, y: y - 9, width, height: 18, rx: 9 }, marks)
  svgText(words, { class: 'mark-figure', x, y: y + 4, 'text-anchor': 'middle' }, marks)
}
