import { useQueries } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { topicGroupsQuery } from '#features/groups/groups.queries.ts'
import { cardLanes } from '../scene/card-lanes.ts'
import type { Scene } from '../scene/scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'

/** Drawn so large, not more topics than that fit a window. */
const TOPICS_MAX = 16

/** Asks for the offsets of the topics that are drawn large, and has their lanes painted. */
export function useLanes(
  stage: GraphStage | null,
  cluster: string,
  scene: Scene,
  large: readonly string[],
): void {
  const topics = large
    .flatMap((id) => {
      const topic = scene.nodeById.get(id)?.node.topic?.topic
      return topic === undefined ? [] : [{ id, topic }]
    })
    .slice(0, TOPICS_MAX)
  const answers = useQueries({
    queries: topics.map(({ topic }) => topicGroupsQuery(cluster, topic)),
    // What it gives changes only with the answers, and so does the picture.
    combine: (results) => results.map(({ data }) => data),
  })
  const ids = topics.map(({ id }) => id).join('\n')
  const lanes = useMemo(
    () =>
      new Map(
        ids.split('\n').flatMap((id, at) => {
          const answer = answers[at]
          return answer === undefined ? [] : [[id, cardLanes(answer)] as const]
        }),
      ),
    [ids, answers],
  )
  useEffect(() => stage?.painter.setLanes(lanes), [stage, lanes])
}
