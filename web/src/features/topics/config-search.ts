/** What the URL of the configuration holds. */
export interface ConfigSearch {
  q?: string
  /** Only settings that somebody set. */
  set?: 'true'
  /** The setting in the inspector. */
  open?: string
}

const TEXT_MAX = 200

export function parseConfigSearch(raw: Record<string, unknown>): ConfigSearch {
  const text = (value: unknown) => (typeof value === 'string' ? value.slice(0, TEXT_MAX) : '')
  const q = text(raw.q)
  const open = text(raw.open)
  return {
    ...(q === '' ? {} : { q }),
    ...(raw.set === 'true' ? { set: 'true' } : {}),
    ...(open === '' ? {} : { open }),
  }
}
