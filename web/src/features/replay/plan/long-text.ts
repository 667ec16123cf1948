/** A link longer than this is refused by servers and proxies when it is opened again. */
const LINK_PART_MAX = 4000
const KEPT = 'kept:'
const STORE = 'sluice.replay.'

/** Text for a link; what is too long for one is kept in this tab, and the link names it. */
export function keepLong(text: string): string {
  if (text.length <= LINK_PART_MAX) return text
  const name = fingerprint(text)
  try {
    sessionStorage.setItem(STORE + name, text)
    return KEPT + name
  } catch {
    // Without room to keep it the link is as long as it is: it still works until it is opened anew.
    return text
  }
}

/** Null where the link names what another tab kept. */
export function recallLong(text: string): string | null {
  if (!text.startsWith(KEPT)) return text
  try {
    return sessionStorage.getItem(STORE + text.slice(KEPT.length))
  } catch {
    return null
  }
}

/** The same text has the same name, so that going back and forth keeps it once. FNV-1a, twice 32 bits. */
function fingerprint(text: string): string {
  const parts = [0x811c9dc5, 0x01234567]
  for (let at = 0; at < text.length; at++)
    for (const [which, hash] of parts.entries())
      parts[which] = Math.imul(hash ^ (text.charCodeAt(at) + which), 0x01000193)
  return parts.map((hash) => (hash >>> 0).toString(36)).join('')
}
