import { describe, expect, it } from 'vitest'
import { laneLeft, reachedTime } from './lane-progress.ts'
import { TRAIL_MAX, withSample } from './rate-trail.ts'
import { lane, summary } from './replay-job.fixture.ts'
import { inListOrder, withTold } from './told-jobs.ts'

const list = (...ids: string[]) => ({
  pages: [{ replays: ids.map((id) => summary({ id })), next: null }],
  pageParams: [null],
})

describe('jobs that the stream tells of', () => {
  it('change in their place, and come to the head where they are new', () => {
    const told = [summary({ id: 'b', written: '99' }), summary({ id: 'new', startedAt: 5000 })]
    const { pages } = withTold(list('a', 'b'), told)
    expect(pages[0]?.replays.map(({ id, written }) => `${id} ${written}`)).toEqual(['new 18', 'a 18', 'b 99'])
  })

  it('are not taken in twice where they stand on a later page', () => {
    const { pages } = list('a')
    const two = {
      pages: [...pages, { replays: [summary({ id: 'z' })], next: null }],
      pageParams: [null, 'a'],
    }
    expect(
      withTold(two, [summary({ id: 'z', written: '1' })]).pages.map(({ replays }) => replays.length),
    ).toEqual([1, 1])
  })

  it('stand with what runs or waits first', () => {
    const jobs = [
      summary({ id: 'done', state: 'completed', startedAt: 9 }),
      summary({ id: 'paused', state: 'paused', startedAt: 1 }),
      summary({ id: 'old', startedAt: 2 }),
      summary({ id: 'young', startedAt: 3 }),
    ]
    expect(inListOrder(jobs).map(({ id }) => id)).toEqual(['young', 'old', 'paused', 'done'])
  })
})

describe('how far the lanes are', () => {
  it('the time reached is that of the slowest lane under way', () => {
    expect(reachedTime([lane({ eventTime: 9000 }), lane({ eventTime: 3000 })])).toBe(3000)
    expect(reachedTime([lane({ eventTime: 9000 }), lane({ next: '30', eventTime: 3000 })])).toBe(9000)
    expect(reachedTime([lane({ next: '30', eventTime: 9000 }), lane({ next: '30', eventTime: 3000 })])).toBe(
      9000,
    )
  })

  it('is not known before anything was read, nor where records have no time', () => {
    expect(reachedTime([lane({ eventTime: null })])).toBeNull()
    expect(reachedTime([lane({ eventTime: -1 })])).toBeNull()
  })

  it('what is left is never below none', () => {
    expect(laneLeft(lane({ next: '35' }))).toBe(0n)
  })
})

describe('the rate while the page is open', () => {
  it('is a gap while nothing runs, and not 0', () => {
    const running = withSample([], summary(), 1000)
    const paused = withSample(running, summary({ state: 'paused' }), 2000)
    expect(paused.map(({ records }) => records)).toEqual([10, null])
    expect(withSample(paused, summary({ state: 'paused' }), 3000)).toBe(paused)
  })

  it('keeps an hour of it at most, one sample a second', () => {
    let trail = withSample([], summary(), 0)
    expect(withSample(trail, summary(), 500)).toBe(trail)
    for (let at = 1; at < TRAIL_MAX + 10; at++) trail = withSample(trail, summary(), at * 1000)
    expect(trail).toHaveLength(TRAIL_MAX)
    expect(trail.at(-1)?.at).toBe((TRAIL_MAX + 9) * 1000)
  })
})
