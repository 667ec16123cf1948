const SVG = 'http://www.w3.org/2000/svg'

type Attributes = Readonly<Record<string, string | number | null | undefined>>

/** Makes an element of a picture. */
export function svgElement<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  parent?: Element,
): SVGElementTagNameMap[Name] {
  const element = document.createElementNS(SVG, name)
  setAttributes(element, attributes)
  parent?.append(element)
  return element
}

/** Writes only what changed: an attribute that stays costs the browser nothing. */
export function setAttributes(element: Element, attributes: Attributes): void {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) element.removeAttribute(name)
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, String(value))
  }
}

export function svgText(text: string, attributes: Attributes, parent: Element): SVGTextElement {
  const element = svgElement('text', attributes, parent)
  element.textContent = text
  return element
}
