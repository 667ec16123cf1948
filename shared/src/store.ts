import { z } from 'zod'

/**
 * How it stands with what Sluice keeps. `writing`: all is kept. `shared`: another Sluice uses the folder and writes the
 * history; rules and audit are kept. `refusing`: it can be read and not be written. `off`: neither.
 */
export const STORE_MODES = ['writing', 'shared', 'refusing', 'off'] as const

/** `GET /api/store` */
export const StoreHealth = z
  .object({
    mode: z.enum(STORE_MODES),
    reason: z.string().nullable().describe('Why not all is kept, and what to do; null where all is'),
    since: z.int().nullable().describe('Since when it stands so'),
    bytes: z.int().nullable().describe('Of the database with its log'),
    maxBytes: z.int().describe('What history is kept within: the setting `historyMaxMb`'),
    dropped: z.int().describe('Writes of history that were given up since the start'),
    setAside: z
      .array(z.object({ at: z.int(), file: z.string(), why: z.string() }))
      .describe('Databases that could not be read and were begun anew since the start'),
  })
  .meta({ id: 'StoreHealth' })
export type StoreHealth = z.infer<typeof StoreHealth>
