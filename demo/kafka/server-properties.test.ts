import { describe, expect, it } from 'vitest'
import { propertiesText, serverSettings } from './server-properties.ts'

const node = (id: number) => ({ id, port: 9091 + id, controllerPort: 19091 + id })
const plain = { node: node(1), all: [node(1)], extra: {}, properties: {} }

describe('server settings', () => {
  it('bind every listener to the loopback address and advertise all but the controller', () => {
    const settings = serverSettings({ ...plain, extra: { SECURE: { protocol: 'SASL_SSL', port: 9500 } } })
    expect(settings.listeners).toBe(
      'PLAINTEXT://127.0.0.1:9092,SECURE://127.0.0.1:9500,CONTROLLER://127.0.0.1:19092',
    )
    expect(settings['advertised.listeners']).toBe('PLAINTEXT://127.0.0.1:9092,SECURE://127.0.0.1:9500')
    expect(settings['listener.security.protocol.map']).toContain('SECURE:SASL_SSL')
  })

  it('name all voters of three nodes, and copy internal topics three times', () => {
    const settings = serverSettings({ ...plain, node: node(2), all: [node(1), node(2), node(3)] })
    expect(settings['node.id']).toBe('2')
    expect(settings['controller.quorum.voters']).toBe('1@127.0.0.1:19092,2@127.0.0.1:19093,3@127.0.0.1:19094')
    expect(settings['offsets.topic.replication.factor']).toBe('3')
    expect(settings['min.insync.replicas']).toBe('2')
  })

  it('ask one node for no copies that it cannot hold', () => {
    const factors = Object.entries(serverSettings(plain)).filter(([key]) =>
      /replication\.factor|isr$/.test(key),
    )
    expect(factors.length).toBeGreaterThan(4)
    expect(factors.every(([, value]) => value === '1')).toBe(true)
  })

  it('let a given property win', () => {
    const properties = { 'auto.create.topics.enable': 'true', listeners: 'PLAINTEXT://127.0.0.1:1' }
    expect(serverSettings({ ...plain, properties })).toMatchObject(properties)
  })
})

describe('properties text', () => {
  it('keeps what .properties would read otherwise: backslashes, line ends, leading blanks, other scripts', () => {
    expect(propertiesText({ 'a b': ' x\\y\nz = 책' })).toBe('a\\ b=\\ x\\\\y\\nz = \\ucc45\n')
  })
})
