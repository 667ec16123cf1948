/** What a URL's search part holds: texts only, so that no reader ever turns a 64-bit offset into a float. */
export type SearchRecord = Record<string, string>

/** What of it has a text, for the router, which takes undefined for a text to be written. */
export function present(search: Readonly<Record<string, unknown>>): SearchRecord {
  const texts = Object.entries(search).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  )
  return Object.fromEntries(texts)
}

/** Reads the search part of a URL; of a repeated name the last one counts. */
export function parseSearch(text: string): SearchRecord {
  return Object.fromEntries(new URLSearchParams(text))
}

/** Writes it, leaving out what is undefined or empty; `:`, `,`, `/` and `@` stay legible. */
export function stringifySearch(search: Record<string, unknown>): string {
  const parts: string[] = []
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === null || value === '') continue
    parts.push(`${encode(name)}=${encode(String(value))}`)
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`
}

function encode(text: string): string {
  return encodeURIComponent(text.toWellFormed()).replace(/%(3A|2C|2F|40)/g, decodeURIComponent)
}
