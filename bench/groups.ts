/** The page of groups on a cluster of fifteen thousand: from the link to its first rows, and from a key to what it filters. */

import type { Page } from '@playwright/test'
import { startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { startBuiltServer } from './built-server.ts'
import { fillGroups } from './lag/fill-groups.ts'
import { openBrowser } from './open-browser.ts'

const GROUPS = 15_000
const RUNS = 9
const KNOWN_WITHIN_MS = 120_000

const kafka = await startKafka()
try {
  await fillGroups(kafka.bootstrap, { groups: GROUPS, topics: 50, partitions: 3, rowsAGroup: 4 })
  const server = await startBuiltServer(kafka.bootstrap)
  try {
    await untilKnown(`${server.url}/api/clusters/local/groups?pageSize=1`)
    const figures = await measure(server.url)
    console.log(JSON.stringify({ bench: 'groups', groups: GROUPS, runs: RUNS, ...figures }))
  } finally {
    server.stop()
  }
} finally {
  await kafka.stop()
}

async function untilKnown(list: string): Promise<void> {
  for (const end = Date.now() + KNOWN_WITHIN_MS; Date.now() < end; ) {
    const { all } = (await (await fetch(list)).json()) as { all: number }
    if (all >= GROUPS) return
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('the server did not come to know all groups in time')
}

async function measure(url: string): Promise<Record<string, number>> {
  const browser = await openBrowser()
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    const [first, filter]: [number[], number[]] = [[], []]
    for (let run = 0; run < RUNS; run++) {
      await page.goto(`${url}/clusters/local/topics`)
      // A person looks before the click; the page uses that time to fetch what comes next.
      await page.waitForTimeout(700)
      first.push(await page.evaluate(openGroups))
      filter.push(await typed(page, String(run + 1).repeat(3)))
    }
    return { ...spread('firstRows', first), ...spread('filter', filter) }
  } finally {
    await browser.close()
  }
}

/** Runs in the page: from the click on the rail to the frame after the rows are there. */
async function openGroups(): Promise<number> {
  const link = [...document.querySelectorAll('nav a')].find((one) =>
    one.getAttribute('href')?.endsWith('/groups'),
  )
  if (!(link instanceof HTMLElement)) throw new Error('the rail has no groups')
  const started = performance.now()
  link.click()
  const rows = () =>
    document.querySelectorAll('[role=grid][aria-label=Groups] [role=row]:not([aria-busy]) a').length
  while (rows() < 20) {
    await new Promise(requestAnimationFrame)
    if (performance.now() - started > 30_000) throw new Error('no groups within 30 s')
  }
  await new Promise(requestAnimationFrame)
  return performance.now() - started
}

/** From the last key to the rows that it leaves, without the pause that typing on would use. */
async function typed(page: Page, text: string): Promise<number> {
  await page.getByRole('searchbox', { name: 'Search groups by id' }).fill(text)
  return page.evaluate(async (wanted) => {
    const started = performance.now()
    const left = () =>
      [...document.querySelectorAll('[role=grid][aria-label=Groups] [role=row] a')].every((one) =>
        one.textContent?.includes(wanted),
      )
    while (!left()) {
      await new Promise(requestAnimationFrame)
      if (performance.now() - started > 30_000) throw new Error('the filter changed nothing within 30 s')
    }
    await new Promise(requestAnimationFrame)
    return performance.now() - started
  }, text)
}

function spread(name: string, times: number[]): Record<string, number> {
  const sorted = [...times].sort((a, b) => a - b)
  return {
    [`${name}MsMedian`]: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    [`${name}MsMax`]: Math.round(sorted.at(-1) ?? 0),
  }
}
