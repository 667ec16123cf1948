import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { paths } from '@sluice/shared/paths'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '#kafka/testing/until.ts'
import { type LeftOpen, type Play, playLagStage, RECORDS, setLagStage, topicOf } from './testing/lag-plays.ts'
import { type LagPage, type LagStage, openLagStage } from './testing/lag-stage.ts'

/** Many times the usual pace: what takes ten minutes to tell takes four seconds. */
const PACE = { intervalMs: 200, windowMs: 4_000 }
const WITHIN = { timeout: 20_000, interval: 250 }

let kafka: KafkaCluster
let stage: LagStage
let page: LagPage
let open: LeftOpen
/** Every state in which a list named each group, since Sluice began. */
const seen = new Map<string, Set<string>>()
const seenOf = (play: Play) => [...(seen.get(play) ?? [])]

beforeAll(async () => {
  kafka = await startKafka()
  stage = await openLagStage(kafka.bootstrap)
  await setLagStage(stage)
  page = await stage.startSluice(PACE)
  void stage.keepOn(100, async () => {
    for (const { group, lagState } of (await page.list()).groups)
      seen.set(group, (seen.get(group) ?? new Set()).add(lagState))
    return true
  })
  await until(page.list, ({ collector }) => collector.cycle > 0, WITHIN.timeout)
  open = await playLagStage(stage, page)
})

afterAll(async () => {
  await stage?.close()
  await kafka?.stop()
})

/** A length of time, which the test does not know beforehand. */
const SOME = '\\d+ (s|min)'

const SENTENCES: [Play, state: string, sentence: string][] = [
  ['at end', 'OK', 'All read.'],
  [
    'lagging',
    'LAGGING',
    `Lagging for ${SOME}: it reads, but partition 0 of .+ is \\d+ messages behind and comes no nearer.`,
  ],
  [
    'stalled',
    'STALLED',
    `Stalled for ${SOME}: 1 member is alive, but partition 0 of .+ has not moved since offset 7.`,
  ],
  [
    'stopped',
    'STOPPED',
    `Stopped for ${SOME}: no member is left, and 13 messages are unread in partition 0 of .+ from offset 7 on.`,
  ],
  [
    'rewound',
    'REWOUND',
    `Rewound ${SOME} ago: the commit of partition 0 of .+ went back from offset 15 and has not caught up; it now stands at 6.`,
  ],
  [
    'nobody reads',
    'EMPTY_WITH_LAG',
    `No members for at least ${SOME}: 16 messages are unread in partition 0 of .+, and nobody reads.`,
  ],
  [
    'data lost',
    'DATA_LOSS',
    `Data lost ${SOME} ago: 6 messages of partition 0 of .+ were deleted unread: its log now starts at offset 8, and the group stands at 2.`,
  ],
  [
    'ahead',
    'AHEAD',
    `Ahead of the log for ${SOME}: the commit of partition 0 of .+ at offset 50 lies beyond the log end, 20; the log was cut back or made anew.`,
  ],
  [
    'held',
    'LSO_BLOCKED',
    `Held back for ${SOME}: all that may be read of partition 0 of .+ is read; the transaction “order-writer”, open for ${SOME}, holds back the rest from offset 20 on.`,
  ],
  [
    'markers',
    'PHANTOM',
    'Nothing to read: the last offset of partition 0 of .+ holds no message, only what transactions or compaction leave.',
  ],
  [
    'never committed',
    'NO_COMMIT',
    'No commit yet: partition 0 of .+ is assigned, and nothing was ever committed there.',
  ],
  ['topic gone', 'TOPIC_GONE', 'The topic .+ is no more, but members of this group still have it assigned.'],
]

describe('what Sluice says of a group on a real Kafka', () => {
  it.each(SENTENCES)('of one that is “%s” is %s, and why', async (play, state, sentence) => {
    const words = sentence.replace('.+', topicOf(play)).replaceAll('.', '\\.')
    await expect.poll(() => page.told(play), WITHIN).toMatch(RegExp(`^${state} ${words}$`))
  })

  it('is that it is too early, as long as it has not looked for long enough', () => {
    expect(seenOf('nobody reads')).toEqual(['WARMING', 'EMPTY_WITH_LAG'])
  })

  it('is nothing of the offsets of a topic that is no more, where one of the same name was made', async () => {
    const { rows } = await page.detail('made anew')
    expect(rows).toMatchObject([{ committed: '3', logEnd: '5', lag: '2', lost: '0' }])
    expect(seenOf('made anew').join()).not.toMatch(/AHEAD|REWOUND|LOSS|STOP/)
    const { events } = await page.history('made anew')
    expect(events.map(({ kind }) => kind).join()).not.toMatch(/rewind|reset/)
  })

  it('is nothing once it is deleted', async () => {
    await expect.poll(() => page.told('deleted'), WITHIN).toBeNull()
    expect(await page.status(paths.group('local', 'deleted'))).toBe(404)
  })

  it('is that nothing is committed, where nothing is and nobody reads', async () => {
    const words = 'NO_COMMIT No commit: nothing is committed for this group, and it has no member.'
    await stage.clients.deleteTopic(topicOf('ahead'))
    await expect.poll(() => page.told('ahead'), WITHIN).toBe(words)
  })

  it('is that somebody reads who is no member, by commits that move', async () => {
    const alone = { standalone: true, members: 0 }
    await expect.poll(() => page.summary('standalone'), WITHIN).toMatchObject(alone)
    expect(seenOf('standalone').join()).not.toMatch(/EMPTY|STOP/)
  })

  it('is written down as it happens', async () => {
    const told = (play: Play) => async () =>
      (await page.history(play)).events.map(({ kind, detail }) => `${kind} ${detail.to ?? detail.lost}`)
    const written = expect.poll(told('stopped'), WITHIN)
    await written.toEqual(expect.arrayContaining(['members 0', 'state STOPPED']))
    const back = expect.poll(told('rewound'), WITHIN)
    await back.toEqual(expect.arrayContaining(['rewind 6', 'state REWOUND']))
    await expect.poll(told('data lost'), WITHIN).toContain('retention 6')
  })

  it('is that all is well again once the trouble is over', async () => {
    await open.rewound.commit(RECORDS)
    await open.held.commit()
    await stage.commit('data lost', topicOf('data lost'), RECORDS)
    await expect.poll(() => page.told('rewound'), WITHIN).toBe('OK All read.')
    await expect.poll(() => page.told('data lost'), WITHIN).toBe('OK All read.')
    await expect.poll(() => page.summary('held'), WITHIN).toMatchObject({ lag: '4', lagToEnd: '4' })
  })
})
