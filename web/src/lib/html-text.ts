const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'", nbsp: ' ' }
const BLOCKS = /<\/?(?:p|br|ul|ol|li|div|table|tr)\b[^>]*>/gi

/**
 * The text of Kafka's own HTML descriptions, with paragraphs and list items on lines of their own. Nothing is ever
 * parsed as HTML by the browser: what looks like a tag is cut out, and what remains is shown as text.
 */
export function htmlToText(html: string): string {
  return html
    .replace(/<li\b[^>]*>/gi, '\n· ')
    .replace(BLOCKS, '\n')
    .replace(/<\/?[a-z][^>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|([a-z]{2,6}));/gi, (whole, code?: string, name?: string) =>
      code ? fromCodePoint(Number(code), whole) : (ENTITIES[name?.toLowerCase() ?? ''] ?? whole),
    )
    .replace(/[ \t]*\n\s*/g, '\n')
    .replace(/[ \t]{2,}/g, ' ')
    .trim()
}

function fromCodePoint(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
}
