import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { distinctRounds } from './distinct-rounds.ts'

const question = fc.record({ topic: fc.constantFrom('a', 'b'), partition: fc.nat(3) })

describe('rounds of questions', () => {
  it('hold each question once, no partition twice in a round, and no more than the cap', () => {
    fc.assert(
      fc.property(fc.array(question), fc.integer({ min: 1, max: 5 }), (questions, max) => {
        const rounds = distinctRounds(questions, max)
        expect(rounds.flat().toSorted(byPlace)).toEqual(questions.toSorted(byPlace))
        for (const round of rounds) {
          expect(round.length).toBeLessThanOrEqual(max)
          expect(new Set(round.map(place)).size).toBe(round.length)
        }
      }),
    )
  })
})

type Question = { topic: string; partition: number }

function place({ topic, partition }: Question): string {
  return `${topic}/${partition}`
}

function byPlace(a: Question, b: Question): number {
  return place(a).localeCompare(place(b))
}
