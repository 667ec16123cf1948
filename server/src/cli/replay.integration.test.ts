import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { ScanFrame } from '@sluice/shared/messages'
import { paths } from '@sluice/shared/paths'
import { Bookmark } from '@sluice/shared/replay-bookmarks'
import { ReplayJob } from '@sluice/shared/replay-job'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'
import { createRealSeeder } from '#kafka/testing/real-seeder.ts'
import { type SluiceProcess, startSluice } from '../testing/sluice-process.ts'

const main = join(import.meta.dirname, '../main.ts')
const home = mkdtempSync(join(tmpdir(), 'sluice-replay-'))
const KEPT = ['--data-dir', join(home, 'data')]

let kafka: KafkaCluster
let seeder: ClusterSeeder
let sluice: SluiceProcess
let url = ''

const records = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => ({
    timestamp: Date.now() + at,
    key: `k${from + at}`,
    value: `v${from + at}`,
  }))

async function begin(): Promise<void> {
  sluice = startSluice([...KEPT, '--brokers', kafka.bootstrap.join(','), '--port', '0'])
  url = await sluice.url
}

beforeAll(async () => {
  kafka = await startKafka()
  seeder = await createRealSeeder(kafka.bootstrap)
  for (const name of ['orders', 'gone']) await seeder.createTopic({ name, partitions: 2 })
  for (const partition of [0, 1]) await seeder.append('orders', partition, records(partition * 100, 5))
  await seeder.append('gone', 0, records(0, 3))
  await seeder.commit('reader', 'orders', [{ partition: 0, offset: 2n }])
  await begin()
})

afterAll(async () => {
  sluice?.child.kill('SIGKILL')
  await seeder?.close().catch(() => {})
  await kafka?.stop()
})

async function post(path: string, body: unknown): Promise<Response> {
  const headers = { 'content-type': 'application/json' }
  return await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) })
}

async function bookmark(name: string, topic: string): Promise<Bookmark> {
  const answer = await post(paths.bookmarks('local'), { name, cut: { kind: 'now', topics: [topic] } })
  return Bookmark.parse(await answer.json())
}

async function scan(body: object) {
  const answer = await post(paths.scan('local'), { topic: 'orders', order: 'forward', ...body })
  const said = await answer.text()
  const frames = said.trim().split('\n')
  const read = frames.map((line) => ScanFrame.safeParse(JSON.parse(line)).data)
  const rows = read.flatMap((frame) => (frame?.t === 'rows' ? frame.rows : []))
  const notes = read.flatMap((frame) => (frame?.t === 'note' ? [`${frame.code} ${frame.partition}`] : []))
  return { said, notes, values: rows.map(({ value }) => value?.data).sort() }
}

function start(...argv: string[]) {
  return spawn(process.execPath, [main, 'replay', ...argv, '--server', url], {
    env: { PATH: process.env.PATH ?? '', HOME: home },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function replay(...argv: string[]) {
  return await ended(start(...argv))
}

async function ended(child: ReturnType<typeof start>) {
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, stdout, stderr }
}

describe('a bookmark on a real Kafka', () => {
  it('survives a restart of Sluice, and is where reading starts and ends', async () => {
    const { id } = await bookmark('before the deploy', 'orders')
    await seeder.append('orders', 1, records(900, 2))
    sluice.child.kill('SIGTERM')
    await sluice.ended
    await begin()
    expect((await scan({ from: { bookmark: id } })).values).toEqual(['v900', 'v901'])
    expect((await scan({ from: { offset: '4' }, to: { bookmark: id } })).values).toEqual(['v104', 'v4'])
  })

  it('is refused for a topic that was created anew', async () => {
    const { id } = await bookmark('of the first one', 'gone')
    await seeder.deleteTopic('gone')
    await seeder.createTopic({ name: 'gone', partitions: 2 })
    const { said } = await scan({ topic: 'gone', from: { bookmark: id } })
    expect(said).toMatch(/TOPIC_NOT_FOUND.*created anew since bookmark/)
  })
})

it('the position of a group is where a scan begins; what it has not committed is left out and noted', async () => {
  const { values, notes } = await scan({ from: { group: 'reader' } })
  expect(values).toEqual(['v2', 'v3', 'v4'])
  expect(notes).toEqual(['no-commit 1'])
})

describe('sluice replay', () => {
  it('plans from a bookmark, is carried out after the name was typed, and tells of its job', async () => {
    const { id } = await bookmark('the copy begins', 'orders')
    await seeder.append('orders', 0, records(500, 3))
    const planned = await replay(
      'plan',
      '--topic',
      'orders',
      '--from',
      `bookmark:${id}`,
      '--unlimited',
      '--json',
    )
    expect([planned.code, planned.stderr]).toEqual([0, ''])
    const plan = ReplayPlan.parse(JSON.parse(planned.stdout))
    expect(plan).toMatchObject({ allowed: true, survey: { records: '3' } })
    const accept = plan.warnings.filter(({ severity }) => severity === 'accept').map(({ code }) => code)
    const accepted = accept.length === 0 ? [] : ['--accept', accept.join(',')]

    const wrong = await replay(
      'run',
      '--plan',
      plan.plan,
      '--confirm',
      'orders',
      '--why',
      'a test',
      ...accepted,
    )
    expect(wrong.code).toBe(2)
    const done = await replay(
      'run',
      '--plan',
      plan.plan,
      '--confirm',
      plan.confirm,
      '--why',
      'a test',
      ...accepted,
    )
    expect([done.code, done.stdout]).toEqual([0, expect.stringContaining('3 read, 3 written')])
    const job = /^job {7}(\w+)/m.exec(done.stdout)?.[1] ?? ''
    const { stdout } = await replay('status', job, '--json')
    expect(ReplayJob.parse(JSON.parse(stdout))).toMatchObject({
      state: 'completed',
      why: 'a test',
      written: '3',
    })
    expect((await scan({ topic: plan.targets[0]?.topic ?? '' })).values).toEqual(['v500', 'v501', 'v502'])
    expect((await replay('status')).stdout).toContain(job)
  })

  it('takes a spec from a file, and ends with 1 where the plan is blocked, with 2 where it cannot be asked', async () => {
    const file = join(home, 'spec.json')
    const spec = { source: { topics: ['orders'] }, target: { kind: 'topic', topic: 'nowhere' } }
    writeFileSync(file, JSON.stringify(spec))
    const blocked = await replay('plan', '--spec', file)
    expect([blocked.code, blocked.stdout]).toEqual([1, expect.stringContaining('BLOCKS')])
    expect((await replay('plan', '--topic', 'no-such-topic')).code).toBe(2)
    expect((await replay('run', '--plan', 'x'.repeat(64), '--confirm', 'x', '--why', 'test')).code).toBe(2)
    expect((await replay('plan')).stderr).toContain('--topic')
  })

  it('leaves the job running where Ctrl-C ends the watching, and says so; a large answer comes whole', async () => {
    await seeder.createTopic({ name: 'wide', partitions: 1 })
    await seeder.append(
      'wide',
      0,
      records(0, 40).map((record) => ({ ...record, value: 'x'.repeat(3000) })),
    )
    const planned = await replay('plan', '--topic', 'wide', '--rate', '1', '--json')
    expect(planned.stdout.length).toBeGreaterThan(100_000)
    const plan = ReplayPlan.parse(JSON.parse(planned.stdout))
    const child = start('run', '--plan', plan.plan, '--confirm', plan.confirm, '--why', 'a test')
    const told = new Promise<string>((resolve) => {
      let seen = ''
      child.stderr.on('data', (chunk: Buffer) => {
        seen += chunk.toString()
        const id = /job (\w+) runs.*running \d+ %/s.exec(seen)?.[1]
        if (id !== undefined) resolve(id)
      })
    })
    const id = await told
    child.kill('SIGINT')
    expect(await ended(child)).toMatchObject({
      code: 130,
      stderr: expect.stringContaining('runs on in the server'),
    })
    const { stdout } = await replay('status', id, '--json')
    expect(ReplayJob.parse(JSON.parse(stdout))).toMatchObject({ state: 'running' })
    expect((await post(paths.replayAct('local', id, 'abort'), {})).status).toBe(200)
  })
})
