import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { mustMayStart } from './job-gate.ts'
import { replayBench } from './testing/replay-bench.ts'

describe('a replay to a cluster that is read-only', () => {
  it('is refused whatever is typed and accepted; to go through it dry writes nothing', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'a' }, { name: 'b' }] })
    const { planner } = replayBench({ gateway, writer: gateway.writer })
    const made = await planner.make({ source: { topics: ['a'] }, target: { kind: 'topic', topic: 'b' } })
    const plan = { ...made, readOnly: 'configured' as const, allowed: false }
    const start = { plan: plan.plan, confirm: plan.confirm, accept: [], who: 'mina', why: 'a test' }
    expect(() => mustMayStart(plan, { ...start, mode: 'run' })).toThrowError(
      expect.objectContaining({ code: 'READ_ONLY' }),
    )
    expect(() => mustMayStart(plan, { ...start, mode: 'dry-run' })).not.toThrow()
    expect(() => mustMayStart(made, { ...start, mode: 'run' })).not.toThrow()
  })
})
