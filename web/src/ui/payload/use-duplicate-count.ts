import { useEffect, useState } from 'react'
import type { JsonNodes } from './json-nodes.ts'

/** Values that are looked through at once; of more, the first picture does not wait for it. */
const AT_ONCE = 20_000

/** How many keys stand twice; 0 until a large text has been looked through. */
export function useDuplicateCount(nodes: JsonNodes): number {
  const [late, setLate] = useState<{ nodes: JsonNodes; count: number } | null>(null)
  const large = nodes.length > AT_ONCE
  useEffect(() => {
    if (!large) return
    const timer = setTimeout(() => setLate({ nodes, count: nodes.duplicateCount }), 0)
    return () => clearTimeout(timer)
  }, [nodes, large])
  if (!large) return nodes.duplicateCount
  return late?.nodes === nodes ? late.count : 0
}
