import { PlainColours } from './plain-colour.ts'

const SHAPES = new Set(['path', 'rect', 'circle', 'line'])
const LENGTHS = ['stroke-width'] as const
const WORDS = ['stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'paint-order'] as const
/** What a program takes for granted where nothing is said. */
const USUAL: Readonly<Record<string, string>> = {
  'stroke-dasharray': 'none',
  'stroke-linecap': 'butt',
  'stroke-linejoin': 'miter',
  'paint-order': 'normal',
}

/**
 * Writes how each element looks into its own attributes and takes away what is not seen, so that the picture needs
 * neither this page's styles nor its theme.
 */
export function inlineLooks(root: SVGElement): void {
  const colours = new PlainColours()
  const looks = [...root.querySelectorAll<SVGElement>('*')].map((element) => ({
    element,
    style: getComputedStyle(element),
  }))
  // Reading all before writing anything: the browser works out styles once.
  const written = looks.map(({ element, style }) => ({ element, look: lookOf(element, style, colours) }))
  for (const { element, look } of written) {
    if (look === null) element.remove()
    else {
      for (const name of element.getAttributeNames()) if (!KEPT.has(name)) element.removeAttribute(name)
      for (const [name, value] of Object.entries(look)) element.setAttribute(name, value)
    }
  }
  // Those inside come after those around them, and may leave them with nothing.
  for (const { element } of written.reverse())
    if (element.tagName === 'g' && element.childElementCount === 0) element.remove()
}

/** What says where and what an element is, and no more. */
const KEPT = new Set([
  'd',
  'x',
  'y',
  'x1',
  'x2',
  'y1',
  'y2',
  'cx',
  'cy',
  'r',
  'rx',
  'width',
  'height',
  'transform',
])

function lookOf(
  element: SVGElement,
  style: CSSStyleDeclaration,
  colours: PlainColours,
): Record<string, string> | null {
  if (style.display === 'none') return null
  const look: Record<string, string> = {}
  if (style.opacity !== '1') look.opacity = style.opacity
  if (element instanceof SVGTextContentElement) Object.assign(look, textLook(element, style))
  else if (!SHAPES.has(element.tagName)) return look
  for (const part of ['fill', 'stroke'] as const) {
    const colour = style[part]
    if (colour === 'none') {
      if (part === 'fill') look.fill = 'none'
      continue
    }
    const { hex, alpha } = colours.of(colour)
    look[part] = hex
    const share = alpha * Number(style.getPropertyValue(`${part}-opacity`) || 1)
    if (share < 1) look[`${part}-opacity`] = String(share)
  }
  if (look.stroke === undefined) return look
  for (const name of LENGTHS) look[name] = String(Number.parseFloat(style.getPropertyValue(name)))
  for (const name of WORDS) {
    const value = style.getPropertyValue(name)
    if (value !== '' && value !== USUAL[name]) look[name] = value.replaceAll('px', '')
  }
  return look
}

/** Another machine has other letters: they are made to take the room that they take here. */
function textLook(element: SVGTextContentElement, style: CSSStyleDeclaration): Record<string, string> {
  const width = element.getComputedTextLength()
  return {
    'font-family': style.fontFamily,
    'font-size': String(Number.parseFloat(style.fontSize)),
    ...(style.fontWeight !== '400' && { 'font-weight': style.fontWeight }),
    ...(style.fontStyle !== 'normal' && { 'font-style': style.fontStyle }),
    ...(style.textAnchor !== 'start' && { 'text-anchor': style.textAnchor }),
    ...(width > 0 && { textLength: width.toFixed(1), lengthAdjust: 'spacingAndGlyphs' }),
  }
}
