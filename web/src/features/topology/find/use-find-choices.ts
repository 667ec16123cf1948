import type { TopologyNode } from '@sluice/shared/topology'
import { useMemo, useState } from 'react'
import { completeFind, type FindChoice } from './complete-find.ts'

interface Asked {
  text: string
  caret: number
  active: number
}

/** What can be written at the caret, from when it is asked for until one is taken or all are sent away. */
export function useFindChoices(nodes: readonly TopologyNode[]) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const { text = null, caret = 0 } = asked ?? {}
  const choices = useMemo(() => (text === null ? [] : completeFind(text, caret, nodes)), [text, caret, nodes])
  const active = Math.min(asked?.active ?? 0, choices.length - 1)
  return {
    choices,
    /** The one that Tab would take. */
    active,
    ask: (typed: string, at: number) => setAsked({ text: typed, caret: at, active: -1 }),
    move: (by: number) =>
      asked &&
      setAsked({
        ...asked,
        active: (Math.max(active, by > 0 ? -1 : 0) + by + choices.length) % choices.length,
      }),
    close: () => setAsked(null),
    /** The text and the caret after taking one. */
    take: ({ insert, from }: FindChoice) => {
      setAsked(null)
      const head = (text ?? '').slice(0, from) + insert
      return { text: head + (text ?? '').slice(caret), caret: head.length }
    },
  }
}
