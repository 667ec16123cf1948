import type { ChangeSign } from '../diff/changes.ts'
import { setAttributes, svgElement } from './svg-element.ts'

/** Signs of what became of something, in strokes, round their middle. */
export const CHANGE_SIGNS: Record<ChangeSign, string> = {
  appeared: 'M-4 0H4M0-4V4',
  vanished: 'M-4 0H4',
  changed: 'M-4.5 1.2C-3-2-1.5-2 0 0s3 2 4.5-1.2',
}

/** Puts the sign on a node or an edge, or takes it off; nothing is done where it is as it was. */
export function markChange(group: SVGGElement, sign: ChangeSign | null, x: number, y: number): void {
  const known = group.querySelector<SVGGElement>(':scope > .change')
  if (sign === null) {
    known?.remove()
    setAttributes(group, { 'data-change': null })
    return
  }
  const mark = known ?? svgElement('g', { class: 'change' }, group)
  if (group.getAttribute('data-change') !== sign) {
    mark.replaceChildren()
    const scaled = svgElement('g', { class: 'change-sign' }, mark)
    svgElement('circle', { r: 9 }, scaled)
    svgElement('path', { d: CHANGE_SIGNS[sign] }, scaled)
    setAttributes(group, { 'data-change': sign })
  }
  setAttributes(mark, { transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` })
  // A card that was drawn anew stands above it.
  if (group.lastElementChild !== mark) group.append(mark)
}
