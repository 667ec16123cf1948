import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { curlCommand, kcatQueryCommand, shellQuoted, sluiceCommand } from './query-commands.ts'

const request = { topic: 'orders', from: { newest: 5 }, isolation: 'read_committed' as const }

describe('commands to copy', () => {
  it('are taken by a shell as they were meant', () => {
    const texts = fc.array(
      fc.string({ unit: 'binary' }).filter((text) => !text.includes('\0') && text.isWellFormed()),
      { minLength: 20, maxLength: 20 },
    )
    fc.assert(
      fc.property(texts, (all) => {
        const script = `printf '%s\\0' ${all.map(shellQuoted).join(' ')}`
        expect(execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1)).toEqual(all)
      }),
      { numRuns: 20 },
    )
  })

  it('name the link, the request, or what kcat has for it', () => {
    expect(sluiceCommand("http://h/t?q=it's")).toBe(String.raw`sluice search 'http://h/t?q=it'\''s'`)
    expect(curlCommand('http://h/scan', request)).toBe(
      `curl -sN 'http://h/scan' -H 'content-type: application/json' -d '{"topic":"orders","from":{"newest":5},"isolation":"read_committed"}'`,
    )
    const filter = { text: 'loan 7', in: ['value' as const], caseSensitive: false, bytes: false }
    const range = { from: { timestamp: 5 }, to: { timestamp: 9 }, partitions: [2], filter }
    expect(kcatQueryCommand({ ...request, ...range }, ['a:1', 'b:2'])).toBe(
      String.raw`kcat -b 'a:1,b:2' -C -t orders -p 2 -o s@5 -o e@9 -e -f '%p:%o %T %k %h %s\n' | grep -iF 'loan 7'`,
    )
    const { topic, ...several } = { ...request, topics: [request.topic, 'a.b'] }
    expect(kcatQueryCommand({ ...several, filter }, ['a:1'])).toBe(
      String.raw`for topic in orders a.b; do kcat -b 'a:1' -C -t "$topic" -o -5 -e -f '%t %p:%o %T %k %h %s\n'; done | grep -iF 'loan 7'`,
    )
    expect(kcatQueryCommand(request, [])).toContain('-b "$BROKERS" -C -t orders -o -5 -e')
  })
})
