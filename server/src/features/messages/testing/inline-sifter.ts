import { ruleOut } from '../sift/rule-out.ts'
import type { Sifter } from '../sift/sift-threads.ts'

/** Does in this thread what others would: the memory leaves and comes back as new. Now and then it is busy. */
export function inlineSifter(): Sifter & { sifted: number; cleared: number } {
  let offers = 0
  const sifter = {
    sifted: 0,
    cleared: 0,
    offer: ({ memory, places, traces }: Parameters<Sifter['offer']>[0]) => {
      offers += 1
      if (offers % 4 === 0) return null
      const moved = structuredClone(memory, { transfer: [memory] })
      const sift = async () => {
        const clear = await ruleOut(moved, places, structuredClone(traces))
        sifter.sifted += clear.length
        sifter.cleared += clear.filter(Boolean).length
        return { memory: moved, clear }
      }
      return sift()
    },
  }
  return sifter
}
