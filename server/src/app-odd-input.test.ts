import { setTimeout as sleep } from 'node:timers/promises'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createTestApp } from './testing/test-app.ts'

const Examples = z.record(z.string(), z.object({ value: z.unknown() }))
const Document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        requestBody: z
          .object({ content: z.object({ 'application/json': z.object({ examples: Examples }) }) })
          .optional(),
      }),
    ),
  ),
})

/** What a schema may forget: borders of number types, empty and broken text, names of the language, wrong kinds. */
const ODD = [
  ...[null, true, 0, -1, 1, 1.5, 1e308, 2 ** 31, 2 ** 53, -(2 ** 53), 8.64e15, 8.64e15 + 1],
  ...[
    '',
    '0',
    '-1',
    '9223372036854775807',
    '9223372036854775808',
    '1e3',
    ' ',
    '9999999999999999999',
    '\u0000',
    '\ud800',
    '..',
  ],
  ...['__proto__', 'constructor', 'toString', 'orders', '__consumer_offsets', 'missing', 'x'.repeat(5000)],
  ...['AAE=', 'key', 'value', 'json', 'csv', 'tar', 'time', 'backward', 'all', 'likely'],
  ...['value.a', 'true', '"', 'size(value) > 1', "key.matches('(a+)+')"],
  ...[[], {}, [[]], [null], [0, 0], ['orders', 'orders'], { newest: 10_000 }, { oldest: true }],
  ...[{ offset: '9223372036854775807' }, { timestamp: -(2 ** 53) + 1 }, { timestamp: 2 ** 53 - 1 }],
  ...[
    { offsets: { 0: '1' } },
    { offsets: { 99: '1' } },
    { text: 'a', bytes: true },
    { cel: 'true', text: '"' },
  ],
  ...[{ data: null }, { data: '' }, { data: 'AAE=', encoding: 'base64', partitions: 'all' }],
]
const NAMES = ['topic', 'topics', 'partitions', 'from', 'to', 'limit', 'order', 'isolation', 'key', 'filter']
const MORE_NAMES = [
  ...NAMES,
  ...['cursor', 'buckets', 'records', 'dryRun', 'output', 'query', 'cel', '__proto__', 'timestamp', 'offset'],
  ...[
    'newest',
    'oldest',
    'data',
    'encoding',
    'headers',
    'partition',
    'columns',
    'text',
    'in',
    'bytes',
    'limit',
  ],
]
const PARAMS = [
  'local',
  'orders',
  'missing',
  '0',
  '1',
  '99',
  '9223372036854775807',
  'value',
  'key',
  '%20',
  'é',
]

const odd = fc.constantFrom(...ODD)
/** Where to change an example: a member at a depth, by number, or one that it may not have. */
const change = fc.record({
  place: fc.nat(30),
  name: fc.constantFrom(...MORE_NAMES),
  odd,
  adds: fc.nat(2).map((one) => one === 0),
})

interface Place {
  holder: Record<string, unknown>
  name: string
}

function placesIn(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return []
  const holder = value as Record<string, unknown>
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])])
}

function changed(example: unknown, changes: readonly z.infer<typeof Change>[]): unknown {
  const body = structuredClone(example)
  for (const { place, name, odd: value, adds } of changes) {
    const places = placesIn(body)
    const chosen = places[place % Math.max(1, places.length)]
    if (chosen === undefined) continue
    Object.defineProperty(chosen.holder, adds ? name : chosen.name, {
      value: structuredClone(value),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return body
}
const Change = z.object({ place: z.int(), name: z.string(), odd: z.unknown(), adds: z.boolean() })

/** A stream may go on for ever. */
async function beginningOf(answer: Response): Promise<string> {
  if (!/ndjson|event-stream/.test(answer.headers.get('content-type') ?? '')) return await answer.text()
  const reader = answer.body?.getReader()
  let text = ''
  const late = sleep(30, null)
  for (;;) {
    const step = await Promise.race([late, reader?.read()])
    if (step == null || step.done) break
    text += Buffer.from(step.value).toString()
  }
  await reader?.cancel()
  return text
}

describe('odd input', () => {
  it('is answered by every route with a reason, and never as a failure inside', async () => {
    const { send, gateway, log, boards } = createTestApp()
    for (const name of ['rental.book-rented', 'rental.book-returned'])
      gateway.createTopic({ name, partitions: 3 })
    for (const topic of ['orders', 'rental.book-rented', 'rental.book-returned'])
      gateway.append(topic, 0, [
        { timestamp: 1n, key: 'customer-00017', value: '{"a":1,"b":[{}]}' },
        { timestamp: -1n, key: null, value: null },
        { timestamp: 2n ** 62n, key: Buffer.of(0xff), value: 'loan-7' },
      ])
    gateway.groups.commit('billing', [{ topic: 'orders', partition: 0, offset: 1n }])
    await boards.cycle()
    const { paths } = Document.parse(await (await send('/api/openapi.json')).json())
    const routes = Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { requestBody }]) => {
        const examples = Object.values(requestBody?.content['application/json'].examples ?? { none: {} })
        return examples.map((example) => ({ path, method, body: 'value' in example ? example.value : null }))
      }),
    )
    expect(routes.length).toBeGreaterThan(15)
    const call = fc.record({
      route: fc.constantFrom(...routes),
      params: fc.array(fc.constantFrom(...PARAMS), { minLength: 5, maxLength: 5 }),
      usual: fc.boolean(),
      changes: fc.array(change, { maxLength: 2 }),
    })
    await fc.assert(
      fc.asyncProperty(call, async ({ route, params, usual, changes }) => {
        const usually: Record<string, string> = { c: 'local', t: 'orders', p: '0', g: 'billing' }
        const rest = params.values()
        const target = route.path.replaceAll(
          /\{(\w+)\}/g,
          (_, name: string) => ((usual && usually[name]) || rest.next().value) ?? '0',
        )
        const init: RequestInit =
          route.body === null
            ? { method: route.method.toUpperCase() }
            : {
                method: 'POST',
                headers: { 'content-type': 'application/json' },
                body: JSON.stringify(changed(route.body, changes)),
              }
        const before = log.length
        const answer = await send(target, init)
        const text = await beginningOf(answer)
        if (answer.status === 201) await beginningOf(await send(`${target}/${JSON.parse(text).id}/file`))
        const said = `${init.method} ${target} ${String(init.body)}\n${answer.status} ${text.slice(0, 500)}\n${log.slice(before).join('\n')}`
        expect(answer.status, said).toBeLessThan(500)
        expect(text, said).not.toContain('"code":"INTERNAL"')
        expect(log.slice(before).join('\n'), said).not.toContain('"level":"error"')
      }),
      { numRuns: 300 },
    )
  }, 60_000)
})
