import { ApiErrorBody } from '@sluice/shared/errors'
import { GroupDetail, GroupList, TopicGroups } from '@sluice/shared/groups'
import { GROUPS_EVENT, GroupsEvent } from '@sluice/shared/groups-events'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { createLagBoards } from '#features/groups/collector/lag-boards.ts'
import { StreamGate } from '#http/stream-gate.ts'
import { createTestApp } from './testing/test-app.ts'

async function appWithGroups(groups: readonly string[] = ['billing', 'shipping']) {
  const { send, gateway, boards, ...rest } = createTestApp()
  gateway.append('orders', 0, [{ timestamp: 1n, value: 'v' }])
  for (const group of groups) gateway.groups.commit(group, [{ topic: 'orders', partition: 0, offset: 0n }])
  await boards.cycle()
  const read = async (path: string) => (await send(path)).json()
  return { send, gateway, boards, read, ...rest }
}

describe('groups over HTTP', () => {
  it('are listed, filtered and paged as the query asks', async () => {
    const { read, send } = await appWithGroups()
    const list = GroupList.parse(await read(`${paths.groups('local')}?search=ill&sort=group&order=asc`))
    expect(list.groups.map(({ group, lag }) => [group, lag])).toEqual([['billing', '1']])
    const page = GroupList.parse(
      await read(`${paths.groups('local')}?sort=group&pageSize=1&page=2&order=asc`),
    )
    expect(page).toMatchObject({ total: 2, groups: [{ group: 'shipping' }] })
    const none = GroupList.parse(await read(`${paths.groups('local')}?state=STALLED,AHEAD&topic=orders`))
    expect(none).toMatchObject({ total: 0, all: 2 })
    for (const query of ['state=BAD', 'type=x', 'sort=size', 'pageSize=501', 'page=0'])
      expect((await send(`${paths.groups('local')}?${query}`)).status, query).toBe(400)
  })

  it('are found by an id of any text', async () => {
    const odd = ['', '..', 'team/service', '대여 서비스', '~tilde', 'a\nb']
    const { read } = await appWithGroups(odd)
    for (const group of odd) {
      const detail = GroupDetail.parse(await read(paths.group('local', group)))
      expect(detail.summary.group).toBe(group)
      expect(detail.rows).toHaveLength(1)
    }
  })

  it('that do not exist are said to, and a topic that nobody reads has none', async () => {
    const { read, send } = await appWithGroups()
    expect(ApiErrorBody.parse(await read(paths.group('local', 'nobody')))).toMatchObject({
      code: 'GROUP_NOT_FOUND',
    })
    expect((await send(paths.groups('prod'))).status).toBe(404)
    expect(TopicGroups.parse(await read(paths.topicGroups('local', 'orders'))).groups).toHaveLength(2)
    expect(TopicGroups.parse(await read(paths.topicGroups('local', 'nothing'))).groups).toEqual([])
  })

  it('tell each cycle on one stream, until shutdown', async () => {
    const { send, boards, gateway } = await appWithGroups()
    const answer = await send(paths.events('local'))
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const body = answer.body?.getReader()
    const next = async () => {
      for (;;) {
        const step = await body?.read()
        const text = `${Buffer.from(step?.value ?? [])}`
        // The graph speaks on the same stream.
        if (!text.startsWith(`event: ${GROUPS_EVENT}\n`)) continue
        const [, data = ''] = /^event: groups\.events\ndata: (.*)\n\n$/.exec(text) ?? []
        return GroupsEvent.parse(JSON.parse(data))
      }
    }
    expect(await next()).toMatchObject({ cycle: 1, changed: null })
    gateway.groups.commit('billing', [{ topic: 'orders', partition: 0, offset: 1n }])
    await boards.cycle()
    expect(await next()).toMatchObject({ cycle: 2, changed: ['billing'] })
    await body?.cancel()
  })

  it('are not watched where that is turned off, which is said', async () => {
    const clusters = { all: () => [], get: () => ({}) }
    const boards = createLagBoards(clusters, null)
    const { send } = createTestApp({ groups: { boards, gate: new StreamGate() } })
    const answer = await send(paths.groups('local'))
    expect(ApiErrorBody.parse(await answer.json())).toMatchObject({
      code: 'NOT_SUPPORTED',
      message: expect.stringContaining('lag: false'),
    })
  })
})
