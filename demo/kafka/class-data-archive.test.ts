import { describe, expect, it } from 'vitest'
import { archiveFlags, archiveName } from './class-data-archive.ts'
import type { JavaRuntime } from './java-runtime.ts'
import { releaseOf } from './kafka-version.ts'

const runtime: JavaRuntime = {
  release: releaseOf('4.3.1'),
  java: { java: '/jdk/bin/java', version: '17.0.15' },
  jars: ['/lib/a.jar', '/lib/b.jar'],
}

describe('a class-data archive', () => {
  it('is another one for another Java, another version of it, or other jars', () => {
    const others: JavaRuntime[] = [
      runtime,
      { ...runtime, java: { java: '/other/bin/java', version: '17.0.15' } },
      { ...runtime, java: { java: '/jdk/bin/java', version: '17.0.16' } },
      { ...runtime, jars: ['/lib/b.jar', '/lib/a.jar'] },
    ]
    expect(new Set(others.map(archiveName)).size).toBe(others.length)
    expect(archiveName({ ...runtime })).toBe(archiveName(runtime))
  })

  it('that is not there adds no flag', () => {
    expect(archiveFlags(null)).toEqual([])
    expect(archiveFlags('/a b/x.jsa')).toEqual(['-XX:SharedArchiveFile=/a b/x.jsa'])
  })
})
