import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDocs } from './check-docs.ts'

let root = ''

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'sluice-docs-'))
  mkdirSync(join(root, 'server/src/features/topics'), { recursive: true })
  mkdirSync(join(root, 'docs'))
  writeFileSync(join(root, 'server/src/features/topics/topics.routes.ts'), '')
})

afterAll(() => rmSync(root, { recursive: true }))

function check(page: string): string[] {
  writeFileSync(join(root, 'docs/PAGE.md'), page)
  return checkDocs(root)
}

describe('the documentation', () => {
  it('names only what is there', () => {
    expect(checkDocs(fileURLToPath(new URL('../..', import.meta.url)))).toEqual([])
  })

  it.each([
    'the whole path: `server/src/features/topics/topics.routes.ts`',
    'the end of it: `topics.routes.ts`, `features/topics/`',
    'a part left open: `server/src/features/<feature>/<feature>.routes.ts`, `*.routes.ts`',
    'a folder without its slash: `server/src`',
    'a link: [topics](../server/src/features/topics/topics.routes.ts#top), [out](https://kafka.apache.org/x.md)',
    'no path at all: `/api/openapi.json`, `.cache/x.json`, `to?`, `GET /x.ts`',
    ['```', '`gone.ts`', '```'].join('\n'),
  ])('passes %s', (page) => {
    expect(check(page)).toEqual([])
  })

  it.each([
    ['a file that moved', 'so\nread `server/src/topics.routes.ts`', 'server/src/topics.routes.ts'],
    ['a part of a name', '\n`routes.ts`', 'routes.ts'],
    ['a folder that went', '\n`features/groups/`', 'features/groups/'],
    ['a folder without its slash', '\n`server/lib`', 'server/lib'],
    ['a link from the wrong folder', '\n[x](server/src)', 'server/src'],
  ])('refuses %s, with its line', (_title, page, path) => {
    expect(check(page)).toEqual([`docs/PAGE.md:2 names ${path}, which is not there`])
  })
})
