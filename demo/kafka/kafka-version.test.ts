import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { allReleases, defaultVersion, releaseOf } from './kafka-version.ts'

describe('every release in the table', () => {
  it.each(allReleases())('$version has its two poms, each for that very version', async ({ version }) => {
    for (const name of [`pom-${version}.xml`, `pom-tools-${version}.xml`]) {
      const pom = await readFile(new URL(`./${name}`, import.meta.url), 'utf8')
      const kafka = [...pom.matchAll(/<groupId>org\.apache\.kafka<\/groupId>[\s\S]*?<version>(.*?)</g)]
      expect(kafka.length).toBeGreaterThan(0)
      expect(kafka.every(([, found]) => found === version)).toBe(true)
    }
  })

  it('includes the default', () => {
    expect(releaseOf(defaultVersion).version).toBe(defaultVersion)
  })
})
