import { fileURLToPath } from 'node:url'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import type { UserConfig } from 'vite'
import { defineConfig } from 'vitest/config'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where the dev server finds a running Sluice. */
const api = process.env.SLUICE_DEV_API ?? 'http://127.0.0.1:4400'

/** What every view needs travels in two files, which compress and cache better than thirty small ones. */
const firstRoute = [
  {
    name: 'libraries',
    test: /node_modules\/(?:react|react-dom|scheduler|zod|@tanstack\/(?!.*virtual)[^/]+)\//,
  },
  {
    name: 'frame',
    test: /web\/src\/(?:api\/(?!cluster-events)|lib\/(?!i18n|time-text|span-words|rate-text|new-key|own-name|play-engine|asked-panel|copy-text|html-text)|lib\/i18n\/(?!ko|(?!first-)[a-z]+-words)(?!en\/(?!clusters|errors|shell|topics|ui\b))|ui\/(?!payload|popover|dialog|kept-choice|check|choice-list|fact|mode-switch|refusable|section|split-panes|static-table|tabs|time-ago|topic-|wide-label))/,
  },
  {
    // What several later views are made of: together, so that each of them fetches few files.
    name: 'pieces',
    test: /web\/src\/ui\/(?:check|choice-list|fact|mode-switch|refusable|section|split-panes|static-table|tabs|time-ago|topic-|wide-label)/,
  },
]

const webBuild: UserConfig = {
  root: here('./web'),
  plugins: [react(), tailwindcss()],
  resolve: { alias: [{ find: /^zod$/, replacement: here('./web/src/lib/zod-without-eval.ts') }] },
  cacheDir: here('./.cache/vite'),
  build: {
    outDir: here('./dist/web'),
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: firstRoute } } },
  },
  server: {
    host: '127.0.0.1', // The server answers to its own name only, so the page from the dev server speaks under that name.
    proxy: { '/api': { target: api, changeOrigin: true, headers: { origin: api } } },
  },
}

const serverBuild: UserConfig = {
  root: here('./server'),
  cacheDir: here('./.cache/vite'),
  resolve: {
    // Its plain entry reads a .wasm file beside itself, which a bundle does not have; this one carries it inside.
    alias: [{ find: /^@platformatic\/wasm-utils$/, replacement: '@platformatic/wasm-utils/bundled' }],
  },
  // Native codecs stay packages; everything else is bundled so that the server starts from one file.
  ssr: { noExternal: true, external: ['snappy', 'lz4-napi', '@node-rs/crc32'] },
  build: {
    ssr: true,
    outDir: here('./dist/server'),
    emptyOutDir: true,
    target: 'node24',
    rolldownOptions: {
      // Workers are programs of their own, started from their files: they judge records, rule batches out, wait for the disk.
      input: {
        main: here('./server/src/main.ts'),
        'filter-worker': here('./server/src/filters/filter-worker.ts'),
        'sift-worker': here('./server/src/features/messages/sift/sift-worker.ts'),
        'store-worker': here('./server/src/store/store-worker.ts'),
      },
      output: { entryFileNames: '[name].js' },
      // Its consumer and producer compile schemas when loaded and say nothing of it in their package.json: without this
      // they come along unused, for 0.3 s of the start and 20 MB of memory.
      treeshake: { moduleSideEffects: (id: string): boolean => !id.includes('@platformatic/kafka') },
    },
  },
}

/** One place for every build and every test project: `--mode web`, `--mode server`, or Vitest. */
export default defineConfig(({ mode }) => {
  if (mode === 'server') return serverBuild
  return {
    ...webBuild,
    test: {
      projects: [
        {
          root: here('.'),
          test: {
            name: 'unit',
            environment: 'node',
            include: ['{shared,server,demo,scripts,web,bench}/**/*.test.ts'],
            exclude: ['**/*.integration.test.ts', '**/node_modules/**'],
          },
        },
        {
          root: here('.'),
          test: {
            name: 'integration',
            environment: 'node',
            include: ['{server,demo,scripts}/**/*.integration.test.ts'],
            testTimeout: 60_000,
            hookTimeout: 180_000,
            // They wait more than they work: two at a time, each with a Kafka of its own.
            maxWorkers: 2,
          },
        },
      ],
    },
  }
})
