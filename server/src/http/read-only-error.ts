import type { ReadOnlyReason } from '@sluice/shared/clusters'
import { AppError } from './app-error.ts'

const WHY: Readonly<Record<ReadOnlyReason, string>> = {
  configured: 'It is configured as read-only (readOnly, --read-only).',
  'no-authentication': 'This Sluice can be reached from other machines and has no authentication.',
}

/** What every act that changes something is refused with where nothing may be changed; `refusal` is a sentence. */
export function readOnlyError(refusal: string, reason: ReadOnlyReason): AppError {
  return new AppError('READ_ONLY', `${refusal} ${WHY[reason]} Nothing was written.`)
}

/** The same of what would be written to Kafka. */
export function readOnlyCluster(cluster: string, reason: ReadOnlyReason): AppError {
  return readOnlyError(`Sluice does not write to cluster "${cluster}".`, reason)
}
