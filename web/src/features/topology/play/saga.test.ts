import { describe, expect, it } from 'vitest'
import { messageOf } from './played.fixture.ts'
import { isOf, markOf, readSaga, readSagas, type Saga, sagasText, sagaText } from './saga.ts'
import { sagaCandidates } from './saga-candidates.ts'

const SAGAS: Saga[] = [
  { mark: { by: 'key' }, value: 'R-1' },
  { mark: { by: 'any' }, value: 'a:b, 100 %' },
  { mark: { by: 'header', name: 'x.correlation:id' }, value: '77' },
  { mark: { by: 'path', steps: ['information', 'rental.id'] }, value: 'R-1' },
]

describe('a story that is followed', () => {
  it('is in the link as it was, whatever is in its name', () => {
    for (const saga of SAGAS) expect(readSaga(sagaText(saga))).toEqual(saga)
    expect(readSagas(sagasText(SAGAS.slice(0, 3)))).toEqual(SAGAS.slice(0, 3))
    for (const text of ['', 'key', 'key:', 'header:1', 'other:1', 'path:1', `any:${'x'.repeat(201)}`])
      expect(readSaga(text)).toBeNull()
  })

  it('has the events that bear its value where it looks', () => {
    const message = messageOf('a', {
      key: 'R-1',
      value: { information: { 'rental.id': 'R-2' } },
      headers: { 'Correlation-Id': '77' },
    })
    const has = (mark: Saga['mark'], value: string) => isOf(message, { mark, value })
    expect(has({ by: 'key' }, 'R-1')).toBe(true)
    expect(has({ by: 'key' }, 'R-2')).toBe(false)
    expect(has({ by: 'header', name: 'correlation-id' }, '77')).toBe(true)
    expect(has({ by: 'path', steps: ['information', 'rental.id'] }, 'R-2')).toBe(true)
    for (const value of ['R-1', 'R-2', '77']) expect(has({ by: 'any' }, value), value).toBe(true)
    // A part of a text is another text.
    for (const value of ['R', '7', 'information']) expect(has({ by: 'any' }, value), value).toBe(false)
  })

  it('of a trace context is the trace, whose steps have other texts', () => {
    const trace = '4bf92f3577b34da6a3ce929d0e0e4736'
    const step = (span: string) => messageOf('a', { headers: { traceparent: `00-${trace}-${span}-01` } })
    expect(markOf(step('00f067aa0ba902b7'), { by: 'header', name: 'traceparent' })).toBe(trace)
    expect(isOf(step('b7ad6b7169203331'), { mark: { by: 'any' }, value: trace })).toBe(true)
  })

  it('is never found by a number that cannot be held exactly', () => {
    const message = messageOf('a', { value: '{"entry":9007199254740993}' })
    expect(markOf(message, { by: 'path', steps: ['entry'] })).toBeNull()
  })
})

describe('stories that events suggest', () => {
  it('are first those that go through several topics, by a header before all', () => {
    const found = sagaCandidates([
      messageOf('a', { key: 'R-1', headers: { 'correlation-id': '77' } }),
      messageOf('b', { key: 'R-1', headers: { 'correlation-id': '77' } }),
      messageOf('a', { key: 'R-2', headers: { 'correlation-id': '78' } }),
      messageOf('c', { key: 'M-1', value: { information: { rentalId: 'R-9' } } }),
    ])
    expect(found[0]).toEqual({
      saga: { mark: { by: 'header', name: 'correlation-id' }, value: '77' },
      events: 2,
      topics: 2,
    })
    const texts = found.map(({ saga }) => sagaText(saga))
    expect(texts[1]).toBe('any:R-1')
    // What is named anywhere has all that bear it as their key.
    expect(texts).not.toContain('key:R-1')
    expect(texts).toContain('path.information.rentalId:R-9')
  })
})
