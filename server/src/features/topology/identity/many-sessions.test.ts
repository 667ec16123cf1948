import { describe, expect, it } from 'vitest'
import { buildModel } from '../graph/model.ts'
import { inputOf, NOW, of } from '../testing/evidence-of.ts'

const MANY = 20_000
/** Comparing each with each took 8 to 25 s on a machine of two cores; once along the list it is about one. */
const ENOUGH_MS = 6_000

describe('a program that makes a new producer for each message', () => {
  const life = (n: number) => ({
    ...{ firstSeen: NOW - 1_000_000 + n, lastSeen: NOW - 1_000_000 + n + 40_000 },
    facts: { codec: 'none', transactional: 'false', records: '1', of: '1' },
  })
  const sessions = Array.from({ length: MANY }, (_, n) =>
    of('census', `session:${n}`, 'writes', 'topic:orders', life(n)),
  )

  it('is one writer without a name, found without comparing each session with each', {
    timeout: 60_000,
  }, () => {
    const began = performance.now()
    const { who, drafts } = buildModel(inputOf(sessions))
    expect(performance.now() - began).toBeLessThan(ENOUGH_MS)
    expect(who.actors.map(({ name, parts }) => [name, parts.length])).toEqual([[null, MANY]])
    expect(drafts.map(({ pieces }) => pieces.length)).toEqual([MANY])
  })

  it('is the service that its records name', { timeout: 60_000 }, () => {
    const said = Array.from({ length: MANY }, (_, n) =>
      of('headers', `session:${n}`, 'partOf', 'claim:source=shop', life(n)),
    )
    const claim = of('headers', 'claim:source=shop', 'writes', 'topic:orders')
    const began = performance.now()
    const { who } = buildModel(inputOf([...sessions, ...said, claim]))
    expect(performance.now() - began).toBeLessThan(ENOUGH_MS)
    expect(who.actors.map(({ name, parts }) => [name, parts.length])).toEqual([['shop', MANY + 1]])
  })
})
