import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { kafkaTool } from '@sluice/demo/kafka/kafka-tool.ts'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { ExportLine } from '@sluice/shared/messages-export'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { type SluiceProcess, startSluice } from '../testing/sluice-process.ts'

const TOPIC = 'search-cli'
const PARTITIONS = 3
const RECORDS = 100_000
const BATCH = 1000
const main = join(import.meta.dirname, '../main.ts')
const home = mkdtempSync(join(tmpdir(), 'sluice-search-'))

let kafka: KafkaCluster
let seeder: ClusterSeeder
let sluice: SluiceProcess
let url = ''

beforeAll(async () => {
  kafka = await startKafka()
  seeder = await createRealSeeder(kafka.bootstrap)
  await seeder.createTopic({ name: TOPIC, partitions: PARTITIONS })
  for (let at = 0; at < RECORDS; at += BATCH) {
    const records = Array.from({ length: BATCH }, (_, i) => ({
      timestamp: 1_700_000_000_000 + at + i,
      key: (at + i) % 10 === 0 ? null : `key-${(at + i) % 97}`,
      value: `{"id":${9_007_199_254_740_993n + BigInt(at + i)},"이름":"도서 ${at + i}"}`,
    }))
    await seeder.append(TOPIC, (at / BATCH) % PARTITIONS, records)
  }
  sluice = startSluice(['--brokers', kafka.bootstrap.join(','), '--port', '0'])
  url = await sluice.url
})

afterAll(async () => {
  sluice?.child.kill('SIGKILL')
  await seeder?.close().catch(() => {})
  await kafka?.stop()
})

function start(...argv: string[]): ChildProcess {
  return spawn(process.execPath, [main, 'search', ...argv], {
    env: { PATH: process.env.PATH ?? '', HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function ended(child: ChildProcess) {
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [stdout, stderr] = await Promise.all(
    [child.stdout, child.stderr].map((out) => (out ? text(out) : '')),
  )
  return { code: await code, stdout: stdout ?? '', stderr: stderr ?? '' }
}

const search = (...argv: string[]) => ended(start(...argv))
const linkTo = (params: string, topic = TOPIC) => `${url}/clusters/local/topics/${topic}/messages${params}`
const linesOf = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => ExportLine.parse(JSON.parse(line)))

async function consumed(): Promise<string[]> {
  const args = ['--topic', TOPIC, '--from-beginning', '--max-messages', `${RECORDS}`]
  const print = ['key', 'partition', 'offset', 'timestamp'].flatMap((part) => [
    '--formatter-property',
    `print.${part}=true`,
  ])
  const { stdout, stderr, code } = await kafkaTool(kafka.bootstrap, 'ConsoleConsumer', [...args, ...print])
  if (code !== 0) throw new Error(`ConsoleConsumer ended with ${code}: ${stderr}`)
  return stdout.trimEnd().split('\n').sort()
}

describe('sluice search', () => {
  it.each([
    ['through a Sluice', () => [linkTo('?from=oldest')]],
    ['with connections of its own', () => ['--brokers', kafka.bootstrap.join(','), '--topic', TOPIC]],
  ])('writes all 100 000 records as the console consumer does, %s', async (_, argv) => {
    const { code, stdout, stderr } = await search(...argv(), '--all')
    expect([code, stderr]).toEqual([0, ''])
    const mine = linesOf(stdout).map(
      ({ timestamp, partition, offset, key, value }) =>
        `CreateTime:${timestamp}\tPartition:${partition}\tOffset:${offset}\t${key}\t${value}`,
    )
    expect(mine).toHaveLength(RECORDS)
    expect(mine.sort()).toEqual(await consumed())
  })

  it('answers the very query of a link: its text, its range, its number', async () => {
    const { code, stdout } = await search(linkTo('?from=oldest&q=%EB%8F%84%EC%84%9C%20777&limit=3'))
    expect(code).toBe(0)
    expect(linesOf(stdout).map(({ value }) => value)).toEqual(
      expect.arrayContaining([expect.stringContaining('도서 777')]),
    )
    expect(linesOf(stdout)).toHaveLength(3)
  })

  it('reads the newest first where the link does, and lets flags go before the link', async () => {
    const { stdout } = await search(linkTo('?p=0'), '--limit', '250', '--partitions', '1')
    const offsets = linesOf(stdout).map(({ partition, offset }) => [partition, Number(offset)])
    const newest = Number(offsets[0]?.[1])
    expect(offsets).toEqual(Array.from({ length: 250 }, (_, at) => [1, newest - at]))
  })

  it('ends with 1 where nothing is found, and with 2 and its reason where it cannot search', async () => {
    const none = await search('--url', url, '--topic', TOPIC, '--from', 'oldest', '--text', 'no such text')
    expect([none.code, none.stdout]).toEqual([1, ''])
    const missing = await search(linkTo('', 'no-such-topic'))
    expect([missing.code, missing.stdout]).toEqual([2, ''])
    expect(missing.stderr).toContain('no-such-topic')
    const nobody = await search('--url', 'http://127.0.0.1:9', '--topic', TOPIC)
    expect([nobody.code, nobody.stderr]).toEqual([2, expect.stringContaining('127.0.0.1:9')])
    const unreachable = await search('--brokers', '127.0.0.1:9', '--topic', TOPIC)
    expect([unreachable.code, unreachable.stderr]).toEqual([2, expect.stringContaining('127.0.0.1:9')])
    const wrong = await search('--topic', TOPIC, '--from', 'yesterdayish', '--limit', '0')
    expect(wrong.code).toBe(2)
    expect(wrong.stderr.trim().split('\n')).toHaveLength(2)
  })

  it('says how far it is where asked, on stderr only', async () => {
    const { code, stdout, stderr } = await search(linkTo(''), '--progress')
    expect([code, linesOf(stdout).length]).toEqual([0, 100])
    expect(stderr).toMatch(/complete: 100 found, \d+ records/)
  })

  it('ends quietly when its reader has enough', async () => {
    const child = start(linkTo('?from=oldest'), '--all')
    child.stdout?.once('data', () => child.stdout?.destroy())
    const stderr = text(child.stderr ?? process.stdin)
    const code = await new Promise((resolve) => child.once('exit', resolve))
    expect([code, await stderr]).toEqual([0, ''])
  })

  it.each([
    ['through a Sluice', () => [linkTo('?from=oldest')]],
    ['with connections of its own', () => ['--brokers', kafka.bootstrap.join(','), '--topic', TOPIC]],
  ])('stops within a second on Ctrl-C, %s', async (_, argv) => {
    const child = start(...argv(), '--all')
    await new Promise((resolve) => child.stdout?.once('readable', resolve))
    const exit = new Promise((resolve) => child.once('exit', resolve))
    const from = performance.now()
    child.kill('SIGINT')
    // Reading on, as a terminal does: the pipe must not be what holds it.
    child.stdout?.resume()
    expect(await exit).toBe(130)
    expect(performance.now() - from).toBeLessThan(1000)
  })
})
