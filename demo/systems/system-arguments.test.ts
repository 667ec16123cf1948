import { describe, expect, it } from 'vitest'
import { readArguments } from './system-arguments.ts'

const RULES = {
  numbers: { rate: { least: 1, most: 500, whole: false }, seed: { least: 0, most: 9, whole: true } },
  words: { shape: ['chain', 'tree'], truth: null },
}
const read = (line: string) => readArguments(line.split(' '), RULES)

describe('arguments of a sample system', () => {
  it('are read by their rules, and what is not given is not there', () => {
    expect(read('--brokers a:1,b:2 --rate 0.5e1 --shape tree --truth out.json')).toEqual({
      brokers: ['a:1', 'b:2'],
      numbers: { rate: 5 },
      words: { shape: 'tree', truth: 'out.json' },
    })
  })

  it('are refused with every fault at once', () => {
    expect(read('--brokers nowhere --rate 0 --seed 1.5 --shape star --truth=')).toEqual({
      faults: [
        '--brokers: "nowhere" is not host:port',
        '--rate must be a number from 1 to 500',
        '--seed must be a whole number from 0 to 9',
        '--shape must be one of chain, tree',
        '--truth must be given',
      ],
    })
    expect(read('--colour red')).toEqual({ faults: [expect.stringContaining('--colour')] })
    expect(read('--seed 1')).toEqual({ faults: ['--brokers is missing'] })
  })
})
