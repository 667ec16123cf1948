import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runSystem } from '../run-system.ts'
import { isShape, SHAPES } from './plan/shapes.ts'
import { startSynthetic } from './start-synthetic.ts'

const TRUTH_FILE = fileURLToPath(new URL('../../../.cache/synthetic/truth.json', import.meta.url))

await runSystem({
  system: 'synthetic',
  usage: [
    'usage: node main.ts --brokers host:port[,host:port] [--services 300] [--topics 500]',
    `       [--shape ${Object.keys(SHAPES).join('|')}] [--seed n] [--every ms] [--truth file] [--existing refuse|use]`,
  ].join('\n'),
  rules: {
    numbers: {
      services: { least: 2, most: 1_000, whole: true },
      topics: { least: 2, most: 5_000, whole: true },
      seed: { least: 0, most: Number.MAX_SAFE_INTEGER, whole: true },
      every: { least: 200, most: 600_000, whole: true },
    },
    words: { shape: Object.keys(SHAPES), truth: null, existing: ['refuse', 'use'] },
  },
  start: async ({ brokers, numbers, words }, signal) => {
    const { every: everyMs, ...size } = numbers
    const running = await startSynthetic({
      brokers,
      signal,
      ...size,
      ...(everyMs === undefined ? {} : { everyMs }),
      ...(words.shape !== undefined && isShape(words.shape) ? { shape: words.shape } : {}),
      existing: words.existing === 'use' ? 'use' : 'refuse',
    })
    const file = resolve(words.truth ?? TRUTH_FILE)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, `${JSON.stringify(running.truth, null, 2)}\n`)
    const { services, topics } = running.plan
    const said = `: ${services.length} services, ${topics.length} topics; the truth is in ${file}`
    return { said, stop: () => running.stop() }
  },
})
