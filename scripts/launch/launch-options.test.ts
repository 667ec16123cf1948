import { describe, expect, it } from 'vitest'
import { describeConfigFaults, parseLaunchOptions } from './launch-options.ts'

const parse = (argv: string[], env: Record<string, string> = {}) => parseLaunchOptions(argv, env, '/')

describe('launch options', () => {
  it('without any, come with a Kafka and the sample systems', () => {
    expect(parse([])).toEqual({
      embedded: true,
      samples: ['library', 'trading'],
      incident: null,
      fresh: false,
      dev: false,
      port: 4400,
      serverArgs: [],
    })
  })

  it('keep the launcher’s switches and hand the rest on', () => {
    const options = parse(['--fresh', '--port', '5000', '--no-samples'])
    expect(options).toMatchObject({
      embedded: true,
      samples: [],
      fresh: true,
      serverArgs: ['--port', '5000'],
    })
  })

  it('start no Kafka where a flag or a variable names brokers', () => {
    expect(parse(['--brokers=a:9092'])?.embedded).toBe(false)
    expect(parse([], { SLUICE_BROKERS: 'a:9092' })?.embedded).toBe(false)
  })

  it('take the switches as variables too', () => {
    expect(parse([], { SLUICE_NO_SAMPLES: 'true', SLUICE_FRESH: '1' })).toMatchObject({
      samples: [],
      fresh: true,
    })
  })

  it('know an incident in both ways of writing it, and as a variable', () => {
    const wanted = { incident: 'poison', serverArgs: ['--port', '5000'] }
    expect(parse(['--incident', 'poison', '--port', '5000'])).toMatchObject(wanted)
    expect(parse(['--port', '5000', '--incident=poison'])).toMatchObject(wanted)
    expect(parse([], { SLUICE_INCIDENT: 'stopped' })).toMatchObject({ incident: 'stopped' })
  })

  it('start the sample systems that are named', () => {
    expect(parse(['--samples', 'trading'])).toMatchObject({ samples: ['trading'], serverArgs: [] })
    expect(parse([], { SLUICE_SAMPLES: 'library, trading' })?.samples).toEqual(['library', 'trading'])
    expect(parse(['--samples=library', '--no-samples'])?.samples).toEqual([])
  })

  it.each([
    [['--samples', 'casino'], [/--samples: must name one or more of library, trading/]],
    [['--samples', 'trading', '--incident', 'poison'], [/--incident: happens in .* library/]],
    [['--incident', 'flood'], [/--incident: must be one of slow-best-book, poison, stopped, rebalance/]],
    [['--incident'], [/--incident: must be one of/]],
    [
      ['--port', 'http', '--colour'],
      [/--port: must be a whole number/, /--colour: is not a flag/],
    ],
    [['--host', '0.0.0.0'], [/--host: would open Sluice to other machines/]],
    [['--brokers', 'nowhere', '--tls-ca', '/no/such.pem'], [/--brokers: must be host:port/]],
  ])('tell every fault of %j before anything starts', (argv, faults) => {
    const told = faultsOf(argv)
    for (const fault of faults) expect(told).toMatch(fault)
    expect(told).not.toMatch(/none is given/)
  })
})

function faultsOf(argv: string[]): string | null {
  try {
    parse(argv)
    return null
  } catch (error) {
    return describeConfigFaults(error)
  }
}
