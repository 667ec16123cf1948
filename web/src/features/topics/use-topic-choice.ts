import { useMemo, useState } from 'react'

export interface TopicChoice {
  cluster: string
  chosen: ReadonlySet<string>
  toggle: (topic: string) => void
  clear: () => void
}

/** The topics chosen in the list, whether the search still shows them or not. */
export function useTopicChoice(cluster: string): TopicChoice {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  return useMemo(
    () => ({
      cluster,
      chosen,
      toggle: (topic) =>
        setChosen((before) => {
          const next = new Set(before)
          if (!next.delete(topic)) next.add(topic)
          return next
        }),
      clear: () => setChosen(new Set()),
    }),
    [cluster, chosen],
  )
}
