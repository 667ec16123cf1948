/**
 * How fast one thread judges records by an expression, with and without handing them over to a worker, for events of
 * about 700 bytes. Run: `node bench/filters.ts [records]` (Node 24); JSON on stdout.
 */
import { cpus } from 'node:os'
import { checkExpression } from '../server/src/filters/check-expression.ts'
import { FILTER_LIMITS } from '../server/src/filters/filter-limits.ts'
import { FilterPool } from '../server/src/filters/filter-pool.ts'
import { RecordJudge, VERDICT } from '../server/src/filters/record-judge.ts'
import { packRecords } from '../server/src/filters/record-pack.ts'

const RECORDS = Number(process.argv[2] ?? 200_000)
const HANDFUL = 700
const ROUNDS = 3
const EXPRESSIONS = {
  'one number': 'value.customer.tier > 2',
  'text and number': "value.type == 'paid' && value.customer.tier > 1",
  'list of objects': "value.lines.exists(line, line.quantity > 7 && line.sku.startsWith('SKU-8'))",
  'regular expression': "value.customer.email.matches('^river[0-9]+@')",
  'header and offset': "headers['source'] == 'rental' && offset % 2 == 0",
  'member that is missing': 'value.nothing > 5',
  'whole value': 'size(value) == 6',
}

let seed = 7
function draw(below: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % below
}

const word = () => ['river', 'sluice', 'gate', 'basin', 'weir', 'lock', 'canal', 'pump'][draw(8)]

function event(index: number): Buffer {
  const text = JSON.stringify({
    eventId: `${draw(2 ** 24).toString(16)}-${index}`,
    type: ['placed', 'paid', 'packed', 'sent'][draw(4)],
    customer: { id: `customer-${draw(50_000)}`, email: `${word()}${draw(900)}@example.org`, tier: draw(4) },
    lines: Array.from({ length: 4 }, () => ({
      sku: `SKU-${draw(9_000)}`,
      quantity: draw(9),
      price: draw(9_999) / 100,
    })),
    comment: Array.from({ length: 58 }, word).join(' '),
    trace: Array.from({ length: 4 }, () => draw(2 ** 24).toString(16)).join(''),
  })
  return Buffer.from(text)
}

const header = { key: 'source', value: Buffer.from('rental') }
const batches = Array.from({ length: Math.ceil(RECORDS / HANDFUL) }, (_, batch) => ({
  topic: 'orders',
  partition: 0,
  records: Array.from({ length: HANDFUL }, (_record, at) => {
    const value = event(at)
    const offset = BigInt(batch * HANDFUL + at)
    return { record: { offset, timestamp: 0n, key: null, value, headers: [header], size: value.length } }
  }),
}))
const total = batches.length * HANDFUL
const idle = new AbortController().signal

function perSecond(ms: readonly number[]): number {
  return Math.round((total / Math.min(...ms)) * 1000)
}

async function timed(run: () => unknown): Promise<number> {
  const started = performance.now()
  await run()
  return performance.now() - started
}

async function measure(source: string, pool: FilterPool) {
  const judge = new RecordJudge(source)
  const { variables } = checkExpression(source).usage
  let hits = 0
  const here: number[] = []
  const there: number[] = []
  const count = (verdicts: Uint8Array) => {
    for (const verdict of verdicts) if (verdict === VERDICT.hit) hits += 1
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    hits = 0
    here.push(
      await timed(() => batches.map((batch) => count(judge.judge(packRecords(batch, variables)).verdicts))),
    )
    hits = 0
    const filter = pool.open(source)
    there.push(
      await timed(async () => {
        let ahead: Promise<unknown> | null = null
        for (const batch of batches) {
          const next = filter.judge(batch, idle).then(({ verdicts }) => count(verdicts))
          await ahead
          ahead = next
        }
        await ahead
      }),
    )
    filter.close()
  }
  return { thisThreadPerS: perSecond(here), workerPerS: perSecond(there), hits }
}

const url = new URL('../server/src/filters/filter-worker.ts', import.meta.url)
const pool = new FilterPool(url, { ...FILTER_LIMITS, workers: 1 })
const results: Record<string, unknown> = {}
for (const [name, source] of Object.entries(EXPRESSIONS)) results[name] = await measure(source, pool)
pool.close()
const bytes = batches[0]?.records.reduce((sum, { record }) => sum + record.size, 0) ?? 0
const machine = { node: process.version, cpu: cpus()[0]?.model, cores: cpus().length }
console.log(
  JSON.stringify(
    { ...machine, records: total, bytesPerRecord: Math.round(bytes / HANDFUL), results },
    null,
    2,
  ),
)
