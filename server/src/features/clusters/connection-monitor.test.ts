import { ConnectionState } from '@sluice/shared/clusters'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { type ConnectionMonitor, createConnectionMonitor, toConnectionFaults } from './connection-monitor.ts'

const bootstrap = ['memory:9092']

describe('the connection monitor', () => {
  let monitor: ConnectionMonitor | null = null
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => {
    monitor?.stop()
    vi.useRealTimers()
  })

  it('is connecting, then connected, and says since when', async () => {
    const gateway = createMemoryGateway({})
    monitor = createConnectionMonitor(gateway, { bootstrap })
    expect(monitor.state().state).toBe('connecting')
    monitor.start()
    await vi.advanceTimersByTimeAsync(10)
    const first = ConnectionState.parse(monitor.state())
    expect(first).toMatchObject({ state: 'connected' })
    await vi.advanceTimersByTimeAsync(20_000)
    expect(monitor.state()).toMatchObject({ state: 'connected', since: first.since })
    expect(gateway.calls.describeCluster).toBeGreaterThanOrEqual(4)
  })

  it('says which address failed and why, and is back within 10 s of the broker', async () => {
    const gateway = createMemoryGateway({})
    const changes: string[] = []
    gateway.setBroker(1, 'refusing')
    monitor = createConnectionMonitor(gateway, { bootstrap, onChange: ({ state }) => changes.push(state) })
    monitor.start()
    await vi.advanceTimersByTimeAsync(60_000)
    const state = ConnectionState.parse(monitor.state())
    if (state.state !== 'unreachable') throw new Error(state.state)
    expect(state.faults.length).toBeGreaterThan(0)
    expect(state.faults[0]?.address).not.toBe('')
    gateway.setBroker(1, 'up')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(monitor.state().state).toBe('connected')
    expect(changes).toEqual(['unreachable', 'connected'])
  })

  it('notices a broker that hangs within its own deadline, and one that comes back', async () => {
    const gateway = createMemoryGateway({})
    monitor = createConnectionMonitor(gateway, { bootstrap })
    monitor.start()
    await vi.advanceTimersByTimeAsync(10)
    gateway.setBroker(1, 'hanging')
    await vi.advanceTimersByTimeAsync(9100)
    expect(monitor.state().state).toBe('unreachable')
    gateway.setBroker(1, 'up')
    await vi.advanceTimersByTimeAsync(10_000)
    expect(monitor.state().state).toBe('connected')
  })

  it('asks no more than once in five seconds while the cluster stays away', async () => {
    const gateway = createMemoryGateway({})
    gateway.setBroker(1, 'refusing')
    monitor = createConnectionMonitor(gateway, { bootstrap })
    monitor.start()
    await vi.advanceTimersByTimeAsync(30_000)
    const before = gateway.calls.describeCluster ?? 0
    await vi.advanceTimersByTimeAsync(50_000)
    expect((gateway.calls.describeCluster ?? 0) - before).toBeLessThanOrEqual(11)
  })

  it('asks nothing after it was stopped, even in the middle of a probe', async () => {
    const gateway = createMemoryGateway({})
    gateway.setLatency(1000)
    monitor = createConnectionMonitor(gateway, { bootstrap })
    monitor.start()
    await vi.advanceTimersByTimeAsync(100)
    monitor.stop()
    const before = gateway.calls.describeCluster
    await vi.advanceTimersByTimeAsync(60_000)
    expect(gateway.calls.describeCluster).toBe(before)
    expect(monitor.state().state).toBe('connecting')
  })
})

describe('the faults of a connection', () => {
  it('are one for each address that was tried', () => {
    const attempts = [
      { address: 'a:1', code: 'CLUSTER_UNREACHABLE' as const, reason: 'connection refused' },
      { address: 'b:1', code: 'AUTHENTICATION_FAILED' as const, reason: 'SASL: wrong password' },
    ]
    const fault = new KafkaFault('CLUSTER_UNREACHABLE', 'none answered', { attempts })
    expect(toConnectionFaults(fault, bootstrap)).toEqual([
      { address: 'a:1', code: 'CLUSTER_UNREACHABLE', message: 'connection refused' },
      { address: 'b:1', code: 'AUTHENTICATION_FAILED', message: 'SASL: wrong password' },
    ])
  })

  it('name the bootstrap addresses where no other is known, and give nothing away of a failure of our own', () => {
    const timeout = new KafkaFault('BROKER_TIMEOUT', 'no answer')
    expect(toConnectionFaults(timeout, ['a:1', 'b:1'])).toMatchObject([
      { address: 'a:1, b:1', message: 'no answer' },
    ])
    expect(JSON.stringify(toConnectionFaults(new Error('canary'), bootstrap))).not.toContain('canary')
  })
})
