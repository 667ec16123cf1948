import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { noticeStore, notify } from './notice.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => {
  vi.runAllTimers()
  vi.useRealTimers()
})

it('shows the latest notice for its whole time, and tells of each change', () => {
  let told = 0
  const leave = noticeStore.subscribe(() => told++)
  notify('first')
  vi.advanceTimersByTime(3000)
  notify('second', 'trouble')
  vi.advanceTimersByTime(3000)
  expect(noticeStore.snapshot()).toEqual({ text: 'second', tone: 'trouble' })
  vi.advanceTimersByTime(1000)
  expect(noticeStore.snapshot()).toBeNull()
  leave()
  notify('third')
  expect(told).toBe(3)
})
