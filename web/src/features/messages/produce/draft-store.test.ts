import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Draft } from './compose.ts'
import { EMPTY_DRAFT, EMPTY_RECORD } from './compose.ts'

const kept = new Map<string, string>()
let full = false
const storage = {
  getItem: (name: string) => kept.get(name) ?? null,
  setItem: (name: string, text: string) => {
    if (full) throw new DOMException('full', 'QuotaExceededError')
    kept.set(name, text)
  },
  removeItem: (name: string) => void kept.delete(name),
}

/** The store as a page just loaded has it. */
const load = async () => {
  vi.resetModules()
  return await import('./draft-store.ts')
}

const typed = (text: string): Draft => ({
  ...EMPTY_DRAFT,
  record: { ...EMPTY_RECORD, value: { mode: 'text', text, crlf: false } },
})
const resent = (text: string): Draft => {
  const { record } = typed(text)
  return { record, origin: { place: { partition: 0, offset: '1' }, timestamp: 1, record } }
}

beforeEach(() => {
  kept.clear()
  full = false
  vi.stubGlobal('sessionStorage', storage)
})
afterEach(() => vi.unstubAllGlobals())

describe('a draft', () => {
  it('outlives the form and a reload of the page, for its topic alone', async () => {
    const page = await load()
    expect(page.keepDraft('local', 'a', typed('mine'))).toBe(true)
    expect(page.readDraft('local', 'a').draft).toEqual(typed('mine'))
    const again = await load()
    expect(again.readDraft('local', 'a').draft).toEqual(typed('mine'))
    expect(again.readDraft('local', 'b').draft).toEqual(EMPTY_DRAFT)
    expect(again.readDraft('other', 'a').draft).toEqual(EMPTY_DRAFT)
    again.keepDraft('local', 'a', EMPTY_DRAFT)
    expect(kept.size).toBe(0)
  })

  it('that the browser does not keep lives as long as the page, and that is said', async () => {
    const page = await load()
    full = true
    expect(page.keepDraft('local', 'a', typed('mine'))).toBe(false)
    expect(page.readDraft('local', 'a').draft).toEqual(typed('mine'))
    full = false
    expect(page.keepDraft('local', 'a', typed('x'.repeat(2_000_000)))).toBe(false)
    expect((await load()).readDraft('local', 'a').draft).toEqual(EMPTY_DRAFT)
  })

  it('of one’s own comes back after messages to send again took its place', async () => {
    const page = await load()
    page.keepDraft('local', 'a', typed('mine'))
    page.replaceDraft('local', 'a', resent('first'))
    page.replaceDraft('local', 'a', resent('second'))
    expect(page.readDraft('local', 'a').draft).toEqual(resent('second'))
    page.keepDraft('local', 'a', resent('second, edited'))
    expect(page.restoreDraft('local', 'a')).toEqual(typed('mine'))
    expect(page.readDraft('local', 'a')).toEqual({ draft: typed('mine'), before: null })
  })

  it.each([
    '',
    '{',
    '7',
    '{"draft":{},"before":null}',
    '{"draft":{"record":{},"origin":null},"before":null}',
  ])('kept as %j is not one of this page, and the form begins empty', async (text) => {
    kept.set('sluice.produce.local/a', text)
    expect((await load()).readDraft('local', 'a').draft).toEqual(EMPTY_DRAFT)
  })
})
