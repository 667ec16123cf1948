import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { checkBoundaries } from './check-boundaries.ts'

const planted: string[] = []

function plant(files: Record<string, string>): string {
  const root = mkdtempSync(join(tmpdir(), 'sluice-boundaries-'))
  planted.push(root)
  for (const [file, source] of Object.entries(files)) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), source)
  }
  return root
}

afterEach(() => {
  for (const root of planted.splice(0)) rmSync(root, { recursive: true })
})

describe('boundaries', () => {
  it('hold in this repository', () => {
    expect(checkBoundaries(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([])
  })

  it.each([
    [
      'the page reaching into the server',
      'web/src/api/x.ts',
      `import '../../../server/src/app.ts'`,
      'web/api may not import',
    ],
    ['shared importing more than zod', 'shared/src/units.ts', `import 'hono'`, 'zod and nothing else'],
    [
      'a Kafka client outside its door',
      'server/src/http/x.ts',
      `import { Kafka } from 'kafkajs'`,
      'ask the gateway',
    ],
    [
      'a Kafka client in a test that needs no Kafka',
      'server/src/http/x.test.ts',
      `import { Kafka } from 'kafkajs'`,
      'ask the gateway',
    ],
    [
      'a client type outside its door',
      'server/src/http/x.ts',
      `import type { Kafka } from 'kafkajs'`,
      'ask the gateway',
    ],
    [
      'hono below the routes',
      'server/src/kafka/x.ts',
      `import { Hono } from 'hono'`,
      'let the route speak HTTP',
    ],
    ['records doing I/O', 'server/src/records/x.ts', `import { readFileSync } from 'node:fs'`, 'no I/O'],
    [
      'a dynamic import crossing a border',
      'web/src/lib/x.ts',
      `await import('#features/a/a-page.tsx')`,
      'web/lib may not import',
    ],
    [
      'a re-export crossing a border',
      'web/src/ui/x.ts',
      `export { a } from '#api/client.ts'`,
      'web/ui may not import',
    ],
    ['a name that says nothing', 'web/src/lib/utils.ts', `export const a = 1`, 'does not say what is inside'],
    ['a file of 401 lines', 'web/src/lib/long.ts', '\n'.repeat(401), '400 is the most'],
  ])('refuse %s', (_title, file, source, problem) => {
    const problems = checkBoundaries(plant({ [file]: source }))
    expect(problems).toHaveLength(1)
    expect(problems[0]).toContain(problem)
  })

  it('let a feature of the page reach a sibling only through its queries', () => {
    const root = plant({
      'web/src/features/groups/groups-page.tsx': `import '#features/topics/topics.queries.ts'\nimport '#features/topics/topic-row.tsx'`,
    })
    expect(checkBoundaries(root)).toEqual([
      expect.stringContaining('groups-page.tsx:2 imports web/src/features/topics/topic-row.tsx'),
    ])
  })

  it('let a replay of the server stand on the messages, and not the other way round', () => {
    const root = plant({
      'server/src/features/replay/run/a.ts': `import '#features/messages/open-check.ts'`,
      'server/src/features/messages/open-check.ts': '',
      'server/src/features/messages/b.ts': `import '#features/replay/run/a.ts'`,
      'web/src/features/replay/c.ts': `import '#features/messages/d.ts'`,
    })
    expect(checkBoundaries(root).filter((problem) => problem.includes('sibling'))).toEqual([
      expect.stringContaining('server/src/features/messages/b.ts:1'),
      expect.stringContaining('web/src/features/replay/c.ts:1'),
    ])
  })

  it('ask no page and no person of a feature that is for programs alone', () => {
    const root = plant({
      'shared/src/topics.ts': '',
      'server/src/features/topics/x.ts': '',
      'server/src/features/metrics/x.ts': '',
      'web/src/features/topics/x.ts': '',
      'e2e/topics.spec.ts': '',
    })
    expect(checkBoundaries(root)).toEqual(['feature "metrics" has no part in shared'])
  })

  it('refuse an import cycle and name its files', () => {
    const root = plant({ 'web/src/lib/a.ts': `import './b.ts'`, 'web/src/lib/b.ts': `import './a.ts'` })
    expect(checkBoundaries(root)).toEqual(['import cycle: web/src/lib/a.ts → web/src/lib/b.ts'])
  })

  it('take a file that begins with the name of a feature for a part of it', () => {
    const root = plant({
      'shared/src/topics.ts': '',
      'shared/src/topics-link.ts': '',
      'shared/src/groups-link.ts': '',
      'server/src/features/topics/x.ts': '',
      'web/src/features/topics/x.ts': '',
      'e2e/topics.spec.ts': '',
      'e2e/topics-export.spec.ts': '',
    })
    expect(checkBoundaries(root)).toEqual(['feature "groups-link" has no part in server, web, e2e'])
  })

  it('refuse a feature that one of the four places does not know', () => {
    const root = plant({
      'shared/src/topics.ts': '',
      'server/src/features/topics/x.ts': '',
      'web/src/features/topic/x.ts': '',
      'e2e/topics.spec.ts': '',
    })
    expect(checkBoundaries(root)).toEqual([
      'feature "topic" has no part in shared, server, e2e',
      'feature "topics" has no part in web',
    ])
  })
})
