import { setImmediate as turn } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { HandleCollector } from './collect-handles.ts'

describe('what decompressions leave behind', () => {
  it('is let go after some thousands of them', async () => {
    const collector = new HandleCollector()
    const left = new WeakRef({})
    // A reference that was just made holds its object until the turn is over.
    await turn()
    for (let batches = 0; batches < 10_000; batches += 100) collector.opened(100)
    expect(left.deref()).toBeUndefined()
  })
})
