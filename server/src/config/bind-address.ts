import { isIP } from 'node:net'

/** Whether an address can be reached from this machine only. A name other than localhost may resolve to anything. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  if (bare === 'localhost' || bare === '::1') return true
  return isIP(bare) === 4 && bare.startsWith('127.')
}

/** An address as it stands in a URL: IPv6 in brackets. */
export function urlHost(host: string): string {
  const bare = host.replace(/^\[|\]$/g, '')
  return isIP(bare) === 6 ? `[${bare}]` : bare
}
