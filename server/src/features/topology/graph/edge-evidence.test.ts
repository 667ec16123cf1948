import { EdgeEvidence } from '@sluice/shared/topology'
import { describe, expect, it } from 'vitest'
import { inputOf, NOW, of } from '../testing/evidence-of.ts'
import { drawModel } from './draw-graph.ts'
import { edgeEvidence } from './edge-evidence.ts'
import { buildModel } from './model.ts'

const ROWS = [
  of('census', 'session:7', 'writes', 'topic:points'),
  of('headers', 'claim:source=member', 'writes', 'topic:points', { count: 2, lastSeen: NOW - 3_600_000 }),
  of('headers', 'session:7', 'partOf', 'claim:source=member'),
  of('groups', 'group:library.member', 'reads', 'topic:rented'),
  of('groups', 'member:m', 'partOf', 'group:library.member', { facts: { clientId: 'member-service' } }),
]

function evidenceOf(from: string, relation: string) {
  const model = buildModel(inputOf(ROWS))
  const { edges } = drawModel(model, { level: 'service', depth: 1 })
  const edge = edges.find((one) => one.from === from && one.relation === relation)
  const found = edgeEvidence(model, 'service', edge?.id ?? '')
  if (found === null) throw new Error(`${from} has no such edge.`)
  return EdgeEvidence.parse(found)
}

describe('the evidence of an edge', () => {
  it('has every piece, the surest first, and says what each kind of proof adds', () => {
    const { evidence, total, certainty, edge } = evidenceOf('service:member', 'writes')
    expect(evidence.map(({ subject }) => subject)).toEqual(['session:7', 'claim:source=member', 'member:m'])
    expect(total).toBe(3)
    expect(certainty).toMatchObject([
      { class: 'header', linked: 'session:7', link: 0.9 },
      { class: 'metadata', linked: 'member:m' },
    ])
    const doubt = certainty.reduce((rest, { value }) => rest * (1 - value), 1)
    expect(edge.confidence).toBeCloseTo(1 - doubt, 3)
  })

  it('says what would make it surer, and nothing where nothing could', () => {
    // It is idempotent already, and says its name.
    expect(evidenceOf('service:member', 'writes').better).toEqual([{ what: 'say-who' }])
    const model = buildModel(inputOf([of('census', 'session:1', 'writes', 'topic:t')]))
    const [edge] = drawModel(model, { level: 'service', depth: 1 }).edges
    expect(edgeEvidence(model, 'service', edge?.id ?? '')?.better).toEqual([])
  })

  it('names the right that a collector lacks', () => {
    const lacking = {
      ...{
        source: 'transactions' as const,
        state: 'limited' as const,
        lastRun: null,
        tookMs: null,
        everyMs: 1,
      },
      ...{
        reason: 'r',
        remedy: 'Give Describe on transactional ids.',
        evidence: 0,
        bytesPerSecond: null,
        coverage: null,
      },
    }
    const model = buildModel(inputOf(ROWS, { collectors: [lacking] }))
    const edge = drawModel(model, { level: 'service', depth: 1 }).edges.find(
      ({ relation }) => relation === 'writes',
    )
    expect(edgeEvidence(model, 'service', edge?.id ?? '')?.better[0]).toEqual({
      ...{ what: 'collector', source: 'transactions', remedy: 'Give Describe on transactional ids.' },
    })
  })
})
