import { describe, expect, it } from 'vitest'
import { NOW } from '../testing/evidence-of.ts'
import { VersionTeller } from './version-teller.ts'

describe('who tells of new versions of the graph', () => {
  it('opens the stream though there is no graph, and says once why there is none', () => {
    const [told, errors] = [[] as string[], [] as unknown[]]
    const teller = new VersionTeller({
      version: () => {
        throw new Error('The graph cannot be made.')
      },
      now: () => NOW,
      onError: (error) => errors.push(error),
    })
    const ends = [1, 2].map(() => teller.listen(({ version }) => told.push(version)))
    expect([told, errors.length]).toEqual([[], 1])
    for (const end of ends) end()
  })

  it('tells each the first version at once', () => {
    const told: string[] = []
    const teller = new VersionTeller({ version: () => 'v1', now: () => NOW, onError: () => undefined })
    const ends = [1, 2].map(() => teller.listen(({ version }) => told.push(version)))
    expect(told).toEqual(['v1', 'v1'])
    for (const end of ends) end()
  })
})
