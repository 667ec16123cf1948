import { describe, expect, it } from 'vitest'
import { archiveFlags, archiveName } from './class-data-archive.ts'

const java = { java: '/jdk/bin/java', version: '17.0.15' }
const jars = ['/lib/a.jar', '/lib/b.jar']

describe('a class-data archive', () => {
  it('is another one for another Java, another version of it, other flags or other jars', () => {
    const names = [
      archiveName('broker', java, ['-Xmx1m'], jars),
      archiveName('broker', { ...java, java: '/other/bin/java' }, ['-Xmx1m'], jars),
      archiveName('broker', { ...java, version: '17.0.16' }, ['-Xmx1m'], jars),
      archiveName('broker', java, ['-Xmx2m'], jars),
      archiveName('broker', java, ['-Xmx1m'], jars.toReversed()),
      archiveName('tools', java, ['-Xmx1m'], jars),
    ]
    expect(new Set(names).size).toBe(names.length)
    expect(archiveName('broker', { ...java }, ['-Xmx1m'], [...jars])).toBe(names[0])
  })

  it('that is not there adds no flag', () => {
    expect(archiveFlags(null)).toEqual([])
    expect(archiveFlags('/a b/x.jsa')).toEqual(['-XX:SharedArchiveFile=/a b/x.jsa'])
  })
})
