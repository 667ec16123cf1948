import { describe, expect, it } from 'vitest'
import { readTruth } from '../truth.ts'
import { SERVICE_NAMES, SERVICES, STREAMS } from './service-table.ts'
import { truthOfLibrary } from './truth.ts'

describe('truth.json', () => {
  it('says what the service table declares', async () => {
    expect(await readTruth(new URL('./truth.json', import.meta.url))).toEqual(truthOfLibrary())
  })

  it('gives every stream exactly one producer, in whose name the stream is', () => {
    const { writers } = truthOfLibrary()
    expect(writers.map(({ topic }) => topic)).toEqual(STREAMS)
    for (const { topic, service } of writers) expect(topic.startsWith(`${service}.`)).toBe(true)
  })

  it('has services read only streams that somebody writes', () => {
    for (const name of SERVICE_NAMES) for (const read of SERVICES[name].reads) expect(STREAMS).toContain(read)
  })

  it('shows every kind of producer: plain, idempotent, transactional, with headers and without', () => {
    const kinds = truthOfLibrary().writers.map(({ delivery, identity }) => `${delivery} ${identity !== null}`)
    expect([...new Set(kinds)].sort()).toEqual([
      'idempotent true',
      'plain false',
      'plain true',
      'transactional false',
    ])
  })
})
