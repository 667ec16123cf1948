import { describe, expect, it } from 'vitest'
import { addressText, parseAddress } from './broker-address.ts'

describe('a broker’s address', () => {
  it.each([
    ['kafka:9093', { host: 'kafka', port: 9093 }],
    ['10.0.0.1:9092', { host: '10.0.0.1', port: 9092 }],
    ['kafka', { host: 'kafka', port: 9092 }],
    ['[::1]:9093', { host: '::1', port: 9093 }],
  ])('reads %s', (text, address) => {
    expect(parseAddress(text)).toEqual(address)
  })

  it.each(['', 'kafka:', 'kafka:port', '::1:9092', 'http://kafka:9092'])('refuses "%s"', (text) => {
    expect(() => parseAddress(text)).toThrow('write host:port')
  })

  it('writes what it reads', () => {
    for (const text of ['kafka:9093', '[::1]:9092']) expect(addressText(parseAddress(text))).toBe(text)
  })
})
