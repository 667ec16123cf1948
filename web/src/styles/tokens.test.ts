import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const css = readFileSync(fileURLToPath(new URL('./tokens.css', import.meta.url)), 'utf8')

function tokensOf(selector: string): Map<string, string> {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(start, css.indexOf('}', start))
  return new Map(
    [...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance of `oklch(L C H)` (CSS Color 4 and WCAG 2), clipped to sRGB as a screen does. */
function luminance(colour: string): number {
  const [l = 0, c = 0, h = 0] = (/oklch\(([^)]+)\)/.exec(colour)?.[1] ?? '').split(' ').map(Number)
  const a = c * Math.cos((h * Math.PI) / 180)
  const b = c * Math.sin((h * Math.PI) / 180)
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3
  const clip = (part: number) => Math.min(Math.max(part, 0), 1)
  return (
    0.2126 * clip(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short) +
    0.7152 * clip(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short) +
    0.0722 * clip(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short)
  )
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((x, y) => x - y)
  return (high + 0.05) / (low + 0.05)
}

const SURFACES = ['surface', 'surface-raised', 'surface-sunken']
const TEXTS = ['ink', 'ink-muted', 'ink-faint', 'accent', 'ok', 'attention', 'trouble', 'unknown']
const PAIRS = [
  ...SURFACES.flatMap((surface) => TEXTS.map((text) => [text, surface] as const)),
  ['accent-ink', 'accent'],
  ...['ink', 'ink-muted', 'ink-faint', 'accent', 'ok', 'attention', 'trouble', 'unknown'].map(
    (text) => [text, 'accent-soft'] as const,
  ),
  ['attention', 'attention-soft'],
  ['trouble', 'trouble-soft'],
  ['ink', 'trouble-soft'],
] as const

describe.each([
  ['light', ':root'],
  ['dark', ':root[data-theme="dark"]'],
])('%s tokens', (_, selector) => {
  const tokens = tokensOf(selector)
  const token = (name: string): string => {
    const value = tokens.get(name)
    if (value === undefined) throw new Error(`no token --${name} in ${selector}`)
    return value
  }

  it.each(PAIRS)('%s on %s is AA text', (text, surface) => {
    expect(contrast(token(text), token(surface))).toBeGreaterThanOrEqual(4.5)
  })

  it('draws water fronts and field borders with 3:1 against what is beside them', () => {
    expect(contrast(token('water-edge'), token('channel-bed'))).toBeGreaterThanOrEqual(3)
    expect(contrast(token('hairline-strong'), token('surface-raised'))).toBeGreaterThanOrEqual(3)
  })
})

describe('tokens', () => {
  it('names the same colours in both themes', () => {
    expect([...tokensOf(':root[data-theme="dark"]').keys()]).toEqual([...tokensOf(':root').keys()])
  })
})
