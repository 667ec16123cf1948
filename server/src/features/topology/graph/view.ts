import type { EntityId } from '@sluice/shared/topology-evidence'
import type { Actor } from '../identity/actors.ts'
import type { Draft } from './draft.ts'
import type { TopicFamily } from './topic-family.ts'

/** What is drawn at one level, before focus. */
export interface View {
  actors: Actor[]
  topics: readonly DrawnTopic[]
  drafts: Draft[]
  /** Sessions and members as nodes of their own, with whose they are. */
  parts: ReadonlyMap<EntityId, Actor>
  principals: readonly EntityId[]
}

export interface DrawnTopic {
  name: string
  family: TopicFamily | null
}
