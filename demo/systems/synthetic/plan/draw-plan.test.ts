import { describe, expect, it } from 'vitest'
import { truthOfPlan } from '../truth.ts'
import { drawPlan, type PlanOptions } from './draw-plan.ts'
import { SHAPES, type Shape } from './shapes.ts'
import type { SystemPlan } from './system-plan.ts'

const draw = (options: Partial<PlanOptions>): SystemPlan =>
  drawPlan({ services: 300, topics: 500, shape: 'domains', seed: 1, everyMs: 5_000, ...options })
const shapes = Object.keys(SHAPES) as Shape[]

/** From whom each service reads, by name. */
function upstreamOf({ services }: SystemPlan): Map<string, Set<string>> {
  return new Map(
    services.map(({ name, reads }) => [
      name,
      new Set(
        services.filter(({ writes }) => writes.some((topic) => reads.includes(topic))).map((s) => s.name),
      ),
    ]),
  )
}

describe.each(shapes)('a drawn system in the shape %s', (shape) => {
  it('is the same to the last name for the same seed', () => {
    expect(draw({ shape })).toEqual(draw({ shape }))
    expect(draw({ shape, seed: 2 })).not.toEqual(draw({ shape }))
  })

  it.each([
    [300, 500],
    [12, 20],
    [50, 20],
    [2, 2],
  ])('has %i services and %i topics, each with a name of its own', (services, topics) => {
    const plan = draw({ shape, services, topics })
    const names = [plan.services.map(({ name }) => name), plan.topics.map(({ topic }) => topic)]
    expect(names.map((all) => new Set(all).size)).toEqual([services, topics])
    const groups = plan.services.flatMap(({ groupId }) => groupId ?? [])
    expect(new Set(groups).size).toBe(groups.length)
  })

  it('leaves no service without a stream, and tells each edge once, of topics that are there', () => {
    const plan = draw({ shape })
    const { writers, readers, flows } = truthOfPlan(plan)
    const topics = new Set(plan.topics.map(({ topic }) => topic))
    for (const edges of [writers, readers]) {
      expect(edges.filter(({ topic }) => !topics.has(topic))).toEqual([])
      expect(new Set(edges.map(({ service, topic }) => `${service} ${topic}`)).size).toBe(edges.length)
    }
    const busy = new Set([...writers, ...readers].map(({ service }) => service))
    expect(busy.size).toBe(plan.services.length)
    const ends = new Set(writers.map(({ service, topic }) => `${service} ${topic}`))
    expect(flows.filter(({ service, output }) => !ends.has(`${service} ${output}`))).toEqual([])
    const written = new Set(writers.map(({ topic }) => topic))
    expect(readers.filter(({ topic }) => !written.has(topic))).toEqual([])
  })

  it('has every kind of producer, families, streams of two writers, topics of nobody and services that are gone', () => {
    const plan = draw({ shape })
    const { writers } = truthOfPlan(plan)
    const kinds = new Set(writers.map(({ delivery, identity }) => `${delivery} ${identity?.names ?? 'none'}`))
    for (const delivery of ['plain', 'idempotent', 'transactional'])
      for (const names of ['writer', 'none']) expect(kinds).toContain(`${delivery} ${names}`)
    expect(new Set(writers.map(({ role }) => role))).toEqual(new Set(['output', 'retry', 'dead-letter']))
    const byTopic = Map.groupBy(writers, ({ topic }) => topic)
    expect([...byTopic.values()].filter((all) => all.length > 1).length).toBeGreaterThan(2)
    expect(plan.topics.length - byTopic.size).toBeGreaterThan(2)
    expect(plan.services.filter(({ live }) => !live).length).toBeGreaterThan(5)
  })

  it('lets a service of a transactional id read what it answers to, and none read what it writes itself', () => {
    for (const { delivery, transactionalId, groupId, reads, writes } of draw({ shape }).services) {
      expect(transactionalId !== null).toBe(delivery === 'transactional')
      if (delivery === 'transactional') expect(groupId).not.toBeNull()
      expect(reads.filter((topic) => writes.includes(topic))).toEqual([])
    }
  })
})

describe('shapes', () => {
  it('are a chain, in which nearly everybody reads from the one before', () => {
    const plan = draw({ shape: 'chain' })
    const upstream = upstreamOf(plan)
    const following = plan.services.filter(({ name }, at) =>
      upstream.get(name)?.has(plan.services[at - 1]?.name ?? ''),
    )
    expect(following).toHaveLength(299)
  })

  it('are a tree, with one root and few levels', () => {
    const upstream = upstreamOf(draw({ shape: 'tree' }))
    expect([...upstream.values()].filter((from) => from.size === 0)).toHaveLength(1)
  })

  it('are hubs, which many read from', () => {
    const readers = new Map<string, number>()
    for (const from of upstreamOf(draw({ shape: 'hub' })).values())
      for (const name of from) readers.set(name, (readers.get(name) ?? 0) + 1)
    expect(Math.max(...readers.values())).toBeGreaterThan(20)
  })
})
