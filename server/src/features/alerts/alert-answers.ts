import { ClusterName } from '@sluice/shared/clusters'
import { z } from 'zod'

/** What routes of alerts have in common. */
export const inCluster = z.object({ c: ClusterName })

/** Why an answer may fail: one that only reads, one that takes a body, one that changes what is kept. */
export const READING = ['CLUSTER_NOT_FOUND', 'NOT_SUPPORTED'] as const
export const SENDING = [
  ...READING,
  'ORIGIN_FORBIDDEN',
  'CONTENT_TYPE_UNSUPPORTED',
  'BODY_TOO_LARGE',
  'STORE_UNAVAILABLE',
] as const
export const CHANGING = [...SENDING, 'READ_ONLY'] as const

export const doneAnswer = (description: string) => ({
  description,
  content: { 'application/json': { schema: z.object({ ok: z.literal(true) }) } },
})
