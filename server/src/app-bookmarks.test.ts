import { AuditList } from '@sluice/shared/groups-audit'
import { MovePlan } from '@sluice/shared/groups-reset'
import { ScanFrame } from '@sluice/shared/messages'
import { paths } from '@sluice/shared/paths'
import { Bookmark, BookmarkList } from '@sluice/shared/replay-bookmarks'
import { describe, expect, it } from 'vitest'
import { createTestApp } from './testing/test-app.ts'

const ORDERS = 'orders'

function stage(readOnly: 'no-authentication' | null = null) {
  const { send, gateway } = createTestApp({}, readOnly)
  const records = (values: readonly string[], at = 1) =>
    values.map((value, index) => ({ timestamp: BigInt(at + index), key: null, value }))
  gateway.append(ORDERS, 0, records(['a0', 'a1'], 10))
  gateway.append(ORDERS, 1, records(['b0'], 20))
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await send(path, { method: 'POST', headers, body: JSON.stringify(body) })
    return { status: answer.status, text: await answer.text() }
  }
  const set = async (cut: unknown, name = 'before the deploy') => {
    const { status, text } = await post(paths.bookmarks('local'), { name, who: 'mina', cut })
    if (status !== 200) throw new Error(text)
    return Bookmark.parse(JSON.parse(text))
  }
  const scan = async (body: object) => {
    const { text } = await post(paths.scan('local'), { topic: ORDERS, limit: 100, order: 'forward', ...body })
    const frames = text
      .trim()
      .split('\n')
      .map((line) => ScanFrame.safeParse(JSON.parse(line)).data)
    const rows = frames.flatMap((frame) => (frame?.t === 'rows' ? frame.rows : []))
    const notes = frames.flatMap((frame) => (frame?.t === 'note' ? [`${frame.code} ${frame.partition}`] : []))
    return { text, values: rows.map(({ value }) => value?.data).sort(), notes }
  }
  const grow = () => {
    gateway.append(ORDERS, 0, records(['a2'], 30))
    gateway.append(ORDERS, 2, records(['c0'], 31))
  }
  const list = async () => BookmarkList.parse(await (await send(paths.bookmarks('local'))).json())
  return { send, gateway, post, set, scan, grow, list }
}

describe('a bookmark', () => {
  it('stays where it was set, as a start and as an end, while the log grows', async () => {
    const { set, scan, grow, list } = stage()
    const { id, topics } = await set({ kind: 'now', topics: [ORDERS] })
    expect(topics[0]?.partitions.map(({ offset }) => offset)).toEqual(['2', '1', '0'])
    grow()
    expect((await scan({ from: { bookmark: id } })).values).toEqual(['a2', 'c0'])
    expect((await scan({ from: { oldest: true }, to: { bookmark: id } })).values).toEqual(['a0', 'a1', 'b0'])
    expect(await list()).toMatchObject({ readOnly: null, bookmarks: [{ id, topics: [{ partitions: 3 }] }] })
  })

  it('of a time lies before the first record of that time, and where none is that new at the end', async () => {
    const { set } = stage()
    const { topics, of } = await set({ kind: 'time', topics: [ORDERS], ms: 11 })
    expect(topics[0]?.partitions.map(({ offset }) => offset)).toEqual(['1', '0', '0'])
    expect(of).toBe('11')
    await expect(set({ kind: 'time', topics: [ORDERS], ms: Date.now() + 60_000 })).rejects.toThrow(/to come/)
  })

  it('says nothing of partitions that were there and not named, and all of those that came later is behind it', async () => {
    const { set, scan, grow, gateway } = stage()
    const offsets = [{ topic: ORDERS, partition: 0, offset: '1' }]
    const { id } = await set({ kind: 'offsets', offsets })
    grow()
    gateway.addPartitions(ORDERS, 4)
    gateway.append(ORDERS, 3, [{ timestamp: 40n, key: null, value: 'd0' }])
    const { values, notes } = await scan({ from: { bookmark: id } })
    expect(values).toEqual(['a1', 'a2', 'd0'])
    expect(notes.sort()).toEqual(['not-in-bookmark 1', 'not-in-bookmark 2'])
  })

  it('of a topic that was created anew is refused with a reason, and so is one that does not go through it', async () => {
    const { set, scan, gateway } = stage()
    const { id } = await set({ kind: 'now', topics: [ORDERS] })
    gateway.deleteTopic(ORDERS)
    gateway.createTopic({ name: ORDERS, partitions: 3 })
    expect((await scan({ from: { bookmark: id } })).text).toMatch(
      /TOPIC_NOT_FOUND.*created anew since bookmark/,
    )
    gateway.createTopic({ name: 'other', partitions: 1 })
    expect((await scan({ topic: 'other', from: { bookmark: id } })).text).toMatch(/does not go through/)
    expect((await scan({ from: { bookmark: 'nowhere00' } })).text).toMatch(/BOOKMARK_NOT_FOUND/)
  })

  it('is where a group can be moved to, in the topics that it reads', async () => {
    const { set, post, gateway, grow } = stage()
    gateway.createTopic({ name: 'other', partitions: 1 })
    const { id } = await set({ kind: 'now', topics: [ORDERS, 'other'] })
    grow()
    gateway.groups.commit(
      'g',
      [0, 2].map((partition) => ({ topic: ORDERS, partition, offset: partition === 0 ? 3n : 1n })),
    )
    const { text } = await post(paths.movePlan('local', 'g'), { to: { mode: 'bookmark', bookmark: id } })
    const { rows } = MovePlan.parse(JSON.parse(text))
    expect(rows.map(({ topic, partition, from, to }) => [topic, partition, from, to])).toEqual([
      [ORDERS, 0, '3', '2'],
      [ORDERS, 1, null, '1'],
      [ORDERS, 2, '1', '0'],
    ])
  })

  it('is deleted for good, with who did both in the audit', async () => {
    const { set, send, list } = stage()
    const { id } = await set({ kind: 'now', topics: [ORDERS] })
    const path = `${paths.bookmark('local', id)}?who=jin`
    expect((await send(path, { method: 'DELETE' })).status).toBe(200)
    expect((await send(path, { method: 'DELETE' })).status).toBe(404)
    expect((await list()).bookmarks).toEqual([])
    const audit = AuditList.parse(await (await send(paths.audit('local'))).json())
    expect(audit.entries).toMatchObject([
      { action: 'delete-bookmark', who: 'jin', target: 'before the deploy' },
      { action: 'set-bookmark', who: 'mina', detail: { id, kind: 'now', topics: [ORDERS] } },
    ])
  })

  it('is neither set nor deleted where whoever reaches Sluice may not change anything', async () => {
    const { post, list, send } = stage('no-authentication')
    const cut = { kind: 'now', topics: [ORDERS] }
    expect(await post(paths.bookmarks('local'), { name: 'x', cut })).toMatchObject({ status: 403 })
    expect((await send(paths.bookmark('local', 'q8w2n5k1m0zx'), { method: 'DELETE' })).status).toBe(403)
    expect((await list()).readOnly).toBe('no-authentication')
  })
})

describe('the position of a group', () => {
  it('is a place for a scan; partitions that it has not committed are left out, and said to be', async () => {
    const { scan, gateway, set } = stage()
    gateway.groups.commit('g', [{ topic: ORDERS, partition: 0, offset: 1n }])
    const { values, notes } = await scan({ from: { group: 'g' } })
    expect(values).toEqual(['a1'])
    expect(notes.sort()).toEqual(['no-commit 1', 'no-commit 2'])
    expect((await scan({ from: { oldest: true }, to: { group: 'g' } })).values).toEqual(['a0'])
    expect((await set({ kind: 'group', group: 'g' })).topics).toMatchObject([
      { topic: ORDERS, partitionsThen: 3, partitions: [{ partition: 0, offset: '1' }] },
    ])
  })

  it('that is none is refused: no such group, or nothing committed in this topic', async () => {
    const { scan, gateway } = stage()
    expect((await scan({ from: { group: 'nobody' } })).text).toMatch(/GROUP_NOT_FOUND/)
    gateway.createTopic({ name: 'other', partitions: 1 })
    gateway.groups.commit('g', [{ topic: 'other', partition: 0, offset: 0n }])
    expect((await scan({ from: { group: 'g' } })).text).toMatch(/committed nothing in topic/)
  })
})
