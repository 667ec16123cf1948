import type { ItemFault } from '@sluice/shared/errors'

const FAULTS_MAX = 5

/** Each different reason once, and not more than a person reads; the rest is counted. */
export function collectFaults(faults: readonly ItemFault[]): ItemFault[] {
  const different = [...new Map(faults.map((fault) => [`${fault.code} ${fault.message}`, fault])).values()]
  const rest = different.length - FAULTS_MAX
  const last = different[FAULTS_MAX]
  if (rest <= 0 || last === undefined) return different
  return [...different.slice(0, FAULTS_MAX), { code: last.code, message: `… and ${rest} more reasons.` }]
}
