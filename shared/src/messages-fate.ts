import { z } from 'zod'

/**
 * What became of the transaction that a record is part of. `open`: no end of it is known; a reader of committed records
 * does not get the record yet. A committed one at or beyond the last stable offset is held back as well.
 */
export const TRANSACTION_FATES = ['committed', 'aborted', 'open'] as const
/** One of {@link TRANSACTION_FATES}. */
export const TransactionFate = z.enum(TRANSACTION_FATES)
export type TransactionFate = z.infer<typeof TransactionFate>
