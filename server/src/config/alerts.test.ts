import { describe, expect, it } from 'vitest'
import { faultsOf, load } from './testing/load.ts'
import { secretValues } from './to-connection.ts'

const CLUSTERS = 'clusters: [{ name: orders, brokers: ["a:1"] }]\n'

describe('alerts in the configuration', () => {
  it('are rules and the receivers that they name, whose secrets no print shows', () => {
    const file = `${CLUSTERS}
receivers:
  - { name: on-call, url: "\${env:HOOK_URL}", secret: "\${env:HOOK_SECRET}" }
alerts:
  - name: Late
    cluster: orders
    groups: ["billing.*"]
    condition: { kind: lagTime, aboveMs: 300000 }
    receivers: [on-call]
externalUrl: https://sluice.example/
`
    const env = { HOOK_URL: 'https://hooks.example/canary-url', HOOK_SECRET: 'canary-secret' }
    const config = load({ file, env })
    expect(config.alerts).toMatchObject({
      holdMs: 300_000,
      rules: [{ cluster: 'orders', rule: { name: 'Late', forMs: 120_000, severity: 'warning' } }],
    })
    expect(config.externalUrl).toBe('https://sluice.example')
    expect(JSON.stringify(config)).not.toContain('canary')
    expect(secretValues(config)).toEqual(['https://hooks.example/canary-url', 'canary-secret'])
  })

  it('tell every fault with its place', () => {
    const file = `${CLUSTERS}
receivers: [{ name: a, url: "ftp://x" }, { name: b, url: "http://x", secret: plain }]
alerts: [{ name: Late, groups: [], condition: { kind: nonsense } }]
`
    const told = faultsOf({ file }).map(({ where }) => where.replace(/\S*sluice\.yaml /, ''))
    expect(told).toEqual(
      expect.arrayContaining([
        ...['receivers.0.url', 'receivers.1.secret', 'alerts.0.groups', 'alerts.0.condition.kind'],
      ]),
    )
  })

  it('refuse a URL with a password, which no webhook could be sent to, and print none of it', () => {
    const file = `${CLUSTERS}receivers: [{ name: a, url: "https://mina:canary@hooks.example/x" }]\n`
    const faults = faultsOf({ file })
    expect(faults).toMatchObject([{ message: expect.stringContaining('no password') }])
    expect(JSON.stringify(faults)).not.toContain('canary')
  })

  it('name receivers and clusters that there are', () => {
    const file = `${CLUSTERS}
receivers: [{ name: a, url: "http://x" }, { name: a, url: "http://y" }]
alerts: [{ name: Late, cluster: missing, groups: ["*"], receivers: [b], condition: { kind: lost } }]
`
    expect(faultsOf({ file }).map(({ message }) => message)).toEqual([
      '"a" is already given',
      'no receiver is named "b"',
      'no cluster is named "missing"',
    ])
  })
})

describe('metrics in the configuration', () => {
  it('are on, in our own names, until said otherwise', () => {
    expect(load({ argv: ['--brokers', 'a:1'] }).metrics).toEqual({
      ...{ enabled: true, profiles: ['sluice'], seriesMax: 100_000 },
    })
    const argv = ['--brokers', 'a:1', '--metrics=false', '--metrics-profiles', 'kafka_exporter,kminion']
    expect(load({ argv }).metrics).toMatchObject({ enabled: false, profiles: ['kafka_exporter', 'kminion'] })
    expect(faultsOf({ argv: ['--brokers', 'a:1', '--metrics-profiles', 'burrow'] })).toHaveLength(1)
  })
})
