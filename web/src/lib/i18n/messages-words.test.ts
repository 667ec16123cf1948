import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fetchedEnglish } from './first-words.ts'

const sources = join(import.meta.dirname, '../..')
/** Fetched with the view of messages only. */
const withMessages = /^(features\/messages|ui\/payload|lib\/i18n|app\/routes\/messages)/

describe('words that come with a view', () => {
  it('are not needed by what is on the screen before that view is there', () => {
    const early = new Set(Object.keys(fetchedEnglish))
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter(
      (file) => /\.tsx?$/.test(file) && !file.includes('.test.') && !withMessages.test(file),
    )
    const late = files.flatMap((file) =>
      [...readFileSync(join(sources, file), 'utf8').matchAll(/\bt\(\s*['"`](\w+)\.\w/g)]
        .filter(([, part = '']) => !early.has(part))
        .map(([use]) => `${file}: ${use}`),
    )
    expect(files.length).toBeGreaterThan(50)
    expect(late).toEqual([])
  })

  it('are all there once the view is', async () => {
    await import('./messages-words.ts')
    const { english } = await import('./english.ts')
    expect(Object.keys(fetchedEnglish).sort()).toEqual(Object.keys(english).sort())
  })
})
