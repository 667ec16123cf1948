const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/g
const SHORT: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }

/** The text with the escapes of JSON strings resolved wherever they stand; what is no escape stays as it is. */
export function resolveEscapes(text: string): string {
  return text.includes('\\') ? text.replace(ESCAPE, resolve) : text
}

function resolve(found: string): string {
  const kind = found.charAt(1)
  if (kind === 'u') return String.fromCharCode(Number.parseInt(found.slice(2), 16))
  return SHORT[kind] ?? kind
}
