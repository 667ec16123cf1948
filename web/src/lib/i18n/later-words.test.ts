import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fetchedEnglish } from './first-words.ts'

const sources = join(import.meta.dirname, '../..')
const common = Object.keys(fetchedEnglish)

/** Who fetches which words beside those of the first view; the first that fits a file counts. */
const bundles = [
  {
    files: /^features\/replay\/redrive|^app\/routes\/redrive/,
    load: () => import('./redrive-words.ts'),
    also: [],
  },
  {
    files: /^features\/replay\/bookmarks|^app\/routes\/bookmark/,
    load: () => import('./bookmarks-words.ts'),
    also: [],
  },
  {
    files: /^features\/replay\/play|^app\/routes\/play-/,
    load: () => import('./play-words.ts'),
    // Its route fetches those of messages, too.
    also: ['cel', 'messages'],
  },
  {
    files: /^features\/groups\/reset|^app\/routes\/(move|audit)/,
    load: () => import('./moving-words.ts'),
    also: [],
  },
  {
    files: /^features\/groups|^app\/(routes\/(topic-)?group|rail\/trouble)/,
    load: () => import('./groups-words.ts'),
    also: [],
  },
  {
    files: /^features\/alerts|^app\/routes\/alerts/,
    load: () => import('./alerts-words.ts'),
    // Its route fetches those of groups, too.
    also: ['groups', 'groupCause'],
  },
  {
    files: /^features\/topology|^app\/routes\/topology/,
    load: () => import('./topology-words.ts'),
    // Its route fetches those of groups, too.
    also: ['groups', 'groupCause'],
  },
  {
    files: /^features\/replay\/(plan|jobs)|^app\/routes\/(replay-|replays|republish)/,
    load: () => import('./replay-words.ts'),
    also: [],
  },
  {
    files: /^features\/replay\/state|^app\/routes\/state-/,
    load: () => import('./state-words.ts'),
    also: [],
  },
  {
    files: /^(features\/messages|ui\/payload|lib\/i18n|app\/routes\/(messages|across))/,
    load: null,
    also: [],
  },
  { files: /./, load: () => Promise.resolve(), also: [] },
]

const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
  (file) => /\.tsx?$/.test(file) && !file.includes('.test.'),
)

describe('words that come with a view', () => {
  it('are not needed by what is on the screen before that view is there', async () => {
    const late: string[] = []
    let looked = 0
    for (const { files: pattern, load, also } of bundles) {
      if (load === null) continue
      const before = new Set(Object.keys(fetchedEnglish))
      await load()
      const has = new Set([
        ...common,
        ...also,
        ...Object.keys(fetchedEnglish).filter((part) => !before.has(part)),
      ])
      for (const file of files.filter(
        (name) => bundles.find((other) => other.files.test(name))?.files === pattern,
      )) {
        looked++
        for (const [use, part = ''] of readFileSync(join(sources, file), 'utf8').matchAll(
          /\bt\(\s*['"`](\w+)\.\w/g,
        ))
          if (!has.has(part)) late.push(`${file}: ${use}`)
      }
    }
    expect(looked).toBeGreaterThan(50)
    expect(late).toEqual([])
  })

  it('are all there once the views are', async () => {
    await Promise.all([
      import('./messages-words.ts'),
      import('./groups-words.ts'),
      import('./alerts-words.ts'),
      import('./moving-words.ts'),
      import('./bookmarks-words.ts'),
      import('./play-words.ts'),
      import('./redrive-words.ts'),
      import('./topology-words.ts'),
      import('./replay-words.ts'),
      import('./state-words.ts'),
    ])
    const { english } = await import('./english.ts')
    expect(Object.keys(fetchedEnglish).sort()).toEqual(Object.keys(english).sort())
  })
})
