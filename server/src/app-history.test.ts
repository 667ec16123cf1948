import { GroupHistory } from '@sluice/shared/groups-history'
import { paths } from '@sluice/shared/paths'
import { StoreHealth } from '@sluice/shared/store'
import { describe, expect, it } from 'vitest'
import { HistoryFeed } from '#features/groups/history/history-feed.ts'
import { LagHistory } from '#store/lag-history/lag-history.ts'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { composeHistory } from './compose-history.ts'
import { createTestApp } from './testing/test-app.ts'

const GROUP = 'a/b c.책'

/** The app with a group that has committed and fallen behind, and cycles that are written. */
async function watchedApp() {
  const { store } = temporaryStore()
  const history = new LagHistory(store, 512 << 20)
  const parts = createTestApp()
  const { gateway, boards } = parts
  const clusters = { all: () => [{ name: 'local', gateway }], get: () => ({}) }
  const routes = composeHistory({
    ...{ history, store, boards, feeds: new Map(), shutdown: new AbortController().signal },
    clusters: clusters as unknown as Parameters<typeof composeHistory>[0]['clusters'],
  })
  const app = createTestApp({ history: routes })
  const board = boards.board('local')
  const feed = new HistoryFeed({
    ...{ cluster: 'local', board, history, kafka: async () => null },
    onError: (error) => {
      throw error
    },
  })
  feed.start()
  return { ...parts, send: app.send, feed, store }
}

describe('GET …/history', () => {
  it('tells what the cycles found, of the group, of a topic and of a partition, with what was produced before', async () => {
    const { gateway, boards, send, feed } = await watchedApp()
    const before = Date.now() - 30 * 60_000
    gateway.append('orders', 0, [
      { timestamp: BigInt(before), key: 'k', value: 'first' },
      { timestamp: BigInt(before + 60_000), key: 'k', value: 'second' },
    ])
    await gateway.writer.commitGroupOffsets(GROUP, [
      { topic: 'orders', partition: 0, offset: 1n, leaderEpoch: null, metadata: '' },
    ])
    for (let cycle = 0; cycle < 3; cycle += 1) {
      await boards.cycle()
      await feed.settled()
    }
    const ask = async (query: string) => {
      const answer = await send(`${paths.groupHistory('local', GROUP)}?${query}`)
      expect(answer.status).toBe(200)
      return GroupHistory.parse(await answer.json())
    }
    const whole = await ask('past=broker')
    expect(whole.at).toHaveLength(3)
    expect(whole.stepMs).toBeNull()
    expect(whole.lag.last).toEqual(['1', '1', '1'])
    expect(whole.lag.min).toEqual(whole.lag.max)
    expect(whole.since).toBe(whole.at[0])
    expect(whole.past).toMatchObject({ method: 'broker', topics: ['orders'], missing: [] })
    expect(whole.past?.produced.reduce((sum, count) => sum + Number(count), 0)).toBe(2)
    expect(whole.past?.edges[0]).toBeGreaterThan(before - whole.to + whole.from)
    expect(whole.store.mode).toBe('writing')
    expect((await ask('topic=orders')).lag.last).toEqual(['1', '1', '1'])
    expect((await ask('topic=orders&partition=0')).lag.last).toEqual(['1', '1', '1'])
    expect((await ask('topic=orders&partition=2')).at).toEqual([])
    expect((await ask('topic=other')).at).toEqual([])
    expect(await ask('from=0&to=8640000000000000')).toMatchObject({ at: whole.at, past: null })
  })

  it('refuses a range that ends before it begins, and a partition of no topic', async () => {
    const { send } = createTestApp()
    for (const query of ['from=5&to=5', 'partition=1', 'from=-1', 'step=1e3', 'to=8640000000000001'])
      expect((await send(`${paths.groupHistory('local', 'g')}?${query}`)).status).toBe(400)
    expect((await send(paths.groupHistory('other', 'g'))).status).toBe(404)
  })

  it('says why nothing is kept, and how it stands', async () => {
    const { send, store } = await watchedApp()
    store.close()
    const answer = await send(paths.groupHistory('local', 'g'))
    expect(answer.status).toBe(503)
    expect(await answer.json()).toMatchObject({ code: 'STORE_UNAVAILABLE' })
    expect(StoreHealth.parse(await (await send(paths.store())).json())).toMatchObject({ mode: 'off' })
  })
})
