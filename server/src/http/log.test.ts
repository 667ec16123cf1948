import { describe, expect, it } from 'vitest'
import { createLog, type LogOptions } from './log.ts'

function capture(options: Partial<LogOptions> = {}) {
  const lines: string[] = []
  const log = createLog({ level: 'debug', write: (line) => lines.push(line), ...options })
  return { log, lines }
}

describe('the log', () => {
  it('writes one JSON object a line, whatever control, line or bidi characters a name has', () => {
    const { log, lines } = capture()
    const hostile = 'a\r\nb\u001b[31m\u0000\u007f\u009b\u2028\u2029\u202e\u2066\ufeffé한'
    log.info('seen', { topic: hostile })
    expect(lines).toHaveLength(1)
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not come through
    expect(lines[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2060-\u2069\ufeff]/)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ event: 'seen', topic: hostile })
  })

  it('keeps values under secret-sounding keys out, at any depth', () => {
    const { log, lines } = capture()
    log.info('x', {
      sasl: { password: 'canary-1' },
      headers: [{ authorization: 'canary-2' }],
      apiToken: 'canary-3',
    })
    expect(lines[0]).not.toContain('canary')
  })

  it('keeps known secret values out of messages, stacks and causes', () => {
    const { log, lines } = capture({ hidden: ['canary-value'] })
    const error = new Error('refused for canary-value', { cause: new Error('inner canary-value') })
    log.error('failed', { error, note: 'said canary-value twice: canary-value' })
    expect(lines[0]).not.toContain('canary-value')
    expect(lines[0]).toContain('refused for [secret]')
  })

  it('bounds long texts, deep objects and cycles', () => {
    const { log, lines } = capture()
    const cycle: Record<string, unknown> = { text: 'x'.repeat(100_000) }
    cycle.self = cycle
    log.info('big', { cycle, count: 12n, list: Array.from({ length: 5000 }, (_, index) => index) })
    expect(lines[0]?.length).toBeLessThan(80_000)
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ count: '12' })
  })

  it('leaves out what is below its level', () => {
    const { log, lines } = capture({ level: 'warn' })
    log.info('quiet')
    log.warn('loud')
    expect(lines.map((line) => JSON.parse(line).event)).toEqual(['loud'])
  })
})
