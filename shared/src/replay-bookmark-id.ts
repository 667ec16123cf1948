import { z } from 'zod'

/** Names a bookmark. */
export const BookmarkId = z
  .string()
  .regex(/^[a-z0-9]{8,32}$/)
  .meta({ description: 'Id of a bookmark', example: 'q8w2n5k1m0zx' })
export type BookmarkId = z.infer<typeof BookmarkId>
