import { describe, expect, it } from 'vitest'
import { readTruth } from '../truth.ts'
import { truthOfTrading } from './truth.ts'

describe('truth.json', () => {
  it('says what the service table declares', async () => {
    expect(await readTruth(new URL('./truth.json', import.meta.url))).toEqual(truthOfTrading())
  })
})
