import { describe, expect, it } from 'vitest'
import { guessRelease, metadataVersionName } from './guess-release.ts'

const apis = (versions: Record<number, number>) =>
  Object.entries(versions).map(([key, max]) => ({ key: Number(key), name: `API ${key}`, min: 0, max }))

describe('the release guessed from API versions', () => {
  it.each([
    ['2.1', { 1: 10 }],
    ['2.3', { 1: 11 }],
    ['2.4', { 1: 11, 47: 0 }],
    ['2.8', { 1: 12, 3: 11 }],
    ['3.5 or 3.6', { 1: 15, 3: 12 }],
    ['4.0', { 1: 17, 3: 13 }],
    ['4.2 or later', { 1: 18, 3: 13, 78: 2 }],
  ])('is %s for %o', (release, versions) => {
    expect(guessRelease({ apis: apis(versions), features: [] })).toBe(release)
  })

  it('is not older than the metadata version that the cluster has finalised', () => {
    const newest = apis({ 1: 18, 78: 2 })
    const finalised = (level: number) => [{ name: 'metadata.version', level }]
    expect(guessRelease({ apis: newest, features: finalised(30) })).toBe('4.3 or later')
    expect(guessRelease({ apis: newest, features: finalised(25) })).toBe('4.2 or later')
    expect(guessRelease({ apis: newest, features: finalised(99) })).toBe('4.2 or later')
  })

  it('is not told where nothing points to one', () => {
    expect(guessRelease({ apis: apis({ 1: 4 }), features: [] })).toBeNull()
  })

  it('goes with the metadata version by name, or by level where that is newer than the names known', () => {
    expect(metadataVersionName([{ name: 'metadata.version', level: 30 }])).toBe('4.3-IV0')
    expect(metadataVersionName([{ name: 'metadata.version', level: 7 }])).toBe('3.3-IV3')
    expect(metadataVersionName([{ name: 'metadata.version', level: 99 }])).toBe('level 99')
    expect(metadataVersionName([])).toBeNull()
  })
})
