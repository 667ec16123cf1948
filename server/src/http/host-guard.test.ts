import { describe, expect, it } from 'vitest'
import { isHostAllowed } from './host-guard.ts'

const rules = { bound: '10.1.2.3', port: 4400, names: ['sluice.example', 'proxy.example:8443'] }

describe('the allow-list of hosts', () => {
  it.each([
    '10.1.2.3:4400',
    'localhost:4400',
    'sluice.example',
    'sluice.example:9999',
    'Sluice.Example:1',
    'proxy.example:8443',
  ])('has %s', (host) => expect(isHostAllowed(host, rules)).toBe(true))

  it.each([
    '',
    'proxy.example',
    'proxy.example:8444',
    'x.sluice.example',
    'sluice.example.evil',
    'localhost:4401',
    'localhost:',
    'localhost:4400:4400',
    'localhost:4400/x',
    'user@localhost:4400',
    'localhost:4400, evil',
    '10.1.2.3:04400x',
    '[::1',
  ])('has not "%s"', (host) => expect(isHostAllowed(host, rules)).toBe(false))

  it('takes a host without a port for port 80', () => {
    expect(isHostAllowed('localhost', { ...rules, port: 80 })).toBe(true)
    expect(isHostAllowed('localhost', rules)).toBe(false)
  })
})
