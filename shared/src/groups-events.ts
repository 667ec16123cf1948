import { z } from 'zod'
import { GroupId } from './groups.ts'

/** The event of `GET /api/clusters/{c}/events` that tells of a cycle of the collector. */
export const GROUPS_EVENT = 'groups.events'
/** More groups than that are told as "many". */
export const CHANGED_MAX = 500

/** Data of the event {@link GROUPS_EVENT}: each is whole, so that a reader that missed some has lost nothing. */
export const GroupsEvent = z
  .object({
    asOf: z.int().nullable().describe('When the figures of this cycle were read; null: none yet'),
    cycle: z.int(),
    changed: z
      .array(GroupId)
      .max(CHANGED_MAX)
      .nullable()
      .describe('Groups whose figures, state or existence changed; null: many, or not known'),
  })
  .meta({ id: 'GroupsEvent' })
export type GroupsEvent = z.infer<typeof GroupsEvent>
