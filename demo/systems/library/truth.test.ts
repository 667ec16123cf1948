import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { SERVICE_NAMES, SERVICES, STREAMS } from './service-table.ts'
import { truthOfLibrary } from './truth.ts'

describe('truth.json', () => {
  it('says what the service table declares', () => {
    const written: unknown = JSON.parse(readFileSync(new URL('./truth.json', import.meta.url), 'utf8'))
    expect(written).toEqual(truthOfLibrary())
  })

  it('gives every stream exactly one producer, in whose name the stream is', () => {
    for (const { name, producers } of truthOfLibrary().topics) {
      expect(producers).toHaveLength(1)
      expect(name.startsWith(`${producers[0]?.service}.`)).toBe(true)
    }
  })

  it('has services read only streams that somebody writes', () => {
    for (const name of SERVICE_NAMES) for (const read of SERVICES[name].reads) expect(STREAMS).toContain(read)
  })

  it('shows every kind of producer: plain, idempotent, transactional, with headers and without', () => {
    const producers = truthOfLibrary().topics.flatMap((topic) => topic.producers)
    const kinds = producers.map((p) => `${p.idempotent} ${p.transactional} ${p.headers.length > 0}`)
    expect([...new Set(kinds)].sort()).toEqual([
      'false false false',
      'false false true',
      'true false true',
      'true true false',
    ])
  })
})
