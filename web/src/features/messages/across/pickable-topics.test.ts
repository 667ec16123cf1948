import { describe, expect, it } from 'vitest'
import { pickableTopics } from './pickable-topics.ts'

describe('pickableTopics', () => {
  it('lists what is chosen first and once, and Kafka’s own last', () => {
    expect(pickableTopics(['z', 'b'], ['__offsets', 'a', 'b', 'c'], '')).toEqual([
      'z',
      'b',
      'a',
      'c',
      '__offsets',
    ])
  })

  it('shows nothing that does not fit the search, of an answer to the search before neither', () => {
    expect(pickableTopics(['Orders', 'b'], ['orders.a', 'b', 'c'], ' ORD ')).toEqual(['Orders', 'orders.a'])
  })
})
