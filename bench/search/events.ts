import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'

/** Of this many different lines the messages are drawn, at random. */
const LINES = 10_000
/** In one message of ten thousand. */
export const NEEDLE = 'zq7-needle-zq7'
/** In one message of a thousand. */
export const RARE = 'kx4-seldom-kx4'
const TIMEOUT_MS = 300_000

/** The same events on every run. */
let seed = 7
function draw(below: number): number {
  seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
  return (seed >>> 8) % below
}

const word = () => ['river', 'sluice', 'gate', 'basin', 'weir', 'lock', 'canal', 'pump'][draw(8)]

/** About 700 bytes of JSON. */
function event(index: number): string {
  return JSON.stringify({
    eventId: `${draw(2 ** 24).toString(16)}-${draw(2 ** 24).toString(16)}-${index}`,
    type: ['placed', 'paid', 'packed', 'sent'][draw(4)],
    customer: { id: `customer-${draw(50_000)}`, email: `${word()}${draw(900)}@example.org`, tier: draw(4) },
    lines: Array.from({ length: 4 }, () => ({
      sku: `SKU-${draw(9_000)}`,
      quantity: draw(9),
      price: draw(9_999) / 100,
    })),
    comment: commentOf(index),
    trace: Array.from({ length: 4 }, () => draw(2 ** 24).toString(16)).join(''),
  })
}

function commentOf(index: number): string {
  if (index === LINES / 2) return NEEDLE
  return index % 1000 === 17 ? RARE : Array.from({ length: 58 }, word).join(' ')
}

export function writeEvents(folder: string): void {
  const lines = Array.from({ length: LINES }, (_, index) => event(index))
  writeFileSync(payloadsIn(folder), lines.join('\n'))
}

const payloadsIn = (folder: string) => join(folder, 'payloads.txt')

export interface Filling {
  topic: string
  partitions: number
  messages: number
  codec: string
}

/** Fills a topic by Kafka's own tool, in batches of the size that busy producers make. */
export async function fillTopic(bootstrap: string[], folder: string, filling: Filling): Promise<void> {
  const { topic, partitions, messages, codec } = filling
  await tool(bootstrap, 'TopicCommand', ['--create', '--topic', topic, '--partitions', `${partitions}`])
  const settings = [`bootstrap.servers=${bootstrap[0]}`, `compression.type=${codec}`]
  await tool(bootstrap, 'ProducerPerformance', [
    ...['--topic', topic, '--num-records', `${messages}`, '--throughput', '-1'],
    ...['--payload-file', payloadsIn(folder)],
    ...['--producer-props', ...settings, 'linger.ms=20', 'batch.size=65536'],
  ])
}

async function tool(
  bootstrap: string[],
  name: 'TopicCommand' | 'ProducerPerformance',
  args: string[],
): Promise<void> {
  const { code, stderr } = await kafkaTool(bootstrap, name, args, { timeoutMs: TIMEOUT_MS })
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${stderr.slice(-500)}`)
}
