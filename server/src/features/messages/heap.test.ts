import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Heap } from './heap.ts'

describe('the heap', () => {
  it('gives items in order, whatever the order of pushes and pops', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.constant('pop' as const))),
        (steps) => {
          const heap = new Heap<number>((a, b) => a < b)
          const model: number[] = []
          for (const step of steps) {
            if (step === 'pop') expect(heap.pop()).toBe(model.shift())
            else {
              heap.push(step)
              model.push(step)
              model.sort((a, b) => a - b)
            }
            expect(heap.peek()).toBe(model[0])
            expect(heap.size).toBe(model.length)
          }
          expect([...heap.values()].sort((a, b) => a - b)).toEqual(model)
        },
      ),
    )
  })
})
