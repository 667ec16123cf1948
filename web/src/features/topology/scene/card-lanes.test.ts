import { describe, expect, it } from 'vitest'
import { cardLanes } from './card-lanes.ts'

const TIME = { ms: 0, atLeast: false, method: 'zero', confidence: null, clockSkew: false, asOf: 0 } as const

function topic(committed: readonly (string | null)[], logEnd = '9007199254741993') {
  return {
    partitions: committed.map((_, partition) => ({ partition, logStart: '0', logEnd, lastStable: logEnd })),
    groups: [
      {
        ...{
          group: 'g',
          type: 'classic' as const,
          lagState: 'OK' as const,
          members: 1,
          lag: null,
          time: TIME,
        },
        positions: committed.map((at, partition) => ({
          ...{ partition, committed: at, lag: null, lagState: 'LAGGING' as const },
        })),
      },
    ],
  }
}

describe('lanes of a card', () => {
  it('show lag as the distance from the gate to the end, alike in each lane', () => {
    const { lanes } = cardLanes(topic(['9007199254741993', '9007199254740993', '9007199254741493']))
    const [current = 0, behind = 0, half = 0] = lanes.map(({ gates }) => gates[0]?.at)
    expect(current).toBe(1)
    expect(behind).toBeGreaterThan(0)
    expect(1 - half).toBeCloseTo((1 - behind) / 2, 2)
    expect(lanes[1]?.gates[0]?.tone).toBe('attention')
  })

  it('have no gate where nobody committed, and nothing for what is not known', () => {
    expect(cardLanes(topic([null])).lanes[0]?.gates).toEqual([])
    const unknown = topic(['1'])
    expect(
      cardLanes({
        ...unknown,
        partitions: [{ partition: 0, logStart: null, logEnd: null, lastStable: null }],
      }),
    ).toEqual({
      lanes: [],
      more: 1,
    })
  })

  it('are those that lag most where there is no room for all', () => {
    const many = cardLanes(
      topic(
        Array.from({ length: 20 }, (_, at) => String(at === 17 ? 50 : 90)),
        '100',
      ),
    )
    expect(many.more).toBe(14)
    expect(many.lanes.map(({ partition }) => partition)).toContain(17)
  })
})
