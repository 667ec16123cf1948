/** Frames a second while the graph is panned and zoomed, by the number of nodes in sight; needs no Kafka, only the built page. */

import type { Page } from '@playwright/test'
import { TopologyGraph } from '../shared/src/topology.ts'
import { startBuiltServer } from './built-server.ts'
import { openBrowser } from './open-browser.ts'
import { madeGraph } from './topology/made-graph.ts'

/** Of nodes; others can be named. */
const SIZES = process.argv.length > 2 ? process.argv.slice(2).map(Number) : [200, 500, 1000, 2000, 5000]
const FRAMES = 90

const server = await startBuiltServer(['127.0.0.1:1'])
const browser = await openBrowser()
try {
  for (const nodes of SIZES) {
    const graph = TopologyGraph.parse(madeGraph(nodes))
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.route(/\/api\/clusters\/local\/topology(\?|$)/, (route) => route.fulfill({ json: graph }))
    await page.goto(`${server.url}/clusters/local/topology?most=20000`)
    const opened = performance.now()
    await page.waitForFunction(isDrawn, undefined, { timeout: 60_000 })
    const drawnMs = Math.round(performance.now() - opened)
    // What is fetched and drawn first is not what moving costs.
    await page.waitForTimeout(1500)
    const whole = await measure(page)
    await page.evaluate(zoomToOne)
    // To a node, wherever the wheel has led.
    await page.locator('.topology-graph').press('ArrowRight')
    await page.waitForTimeout(500)
    const close = await measure(page)
    const edges = graph.edges.length
    console.log(JSON.stringify({ bench: 'topology-frames', nodes, edges, drawnMs, whole, close }))
    await page.close()
  }
} finally {
  await browser.close()
  server.stop()
}

function isDrawn(): boolean {
  const canvas = document.querySelector('.topology-canvas')
  return canvas !== null || document.querySelectorAll('.topology-svg [data-node]').length > 0
}

async function measure(page: Page): Promise<Record<string, number | string>> {
  const moves = await page.evaluate(move, { frames: FRAMES, by: 'pan' as const })
  const zooms = await page.evaluate(move, { frames: FRAMES, by: 'zoom' as const })
  return {
    painter: await page.evaluate(() =>
      document.querySelectorAll('.topology-svg [data-node]').length > 0 ? 'svg' : 'canvas',
    ),
    panFps: fps(moves),
    panP95Ms: percentile(moves, 0.95),
    zoomFps: fps(zooms),
    zoomP95Ms: percentile(zooms, 0.95),
  }
}

function fps(gaps: readonly number[]): number {
  return Math.round((10_000 * gaps.length) / gaps.reduce((sum, gap) => sum + gap, 0)) / 10
}

function percentile(gaps: readonly number[], share: number): number {
  return Math.round([...gaps].sort((a, b) => a - b)[Math.floor(share * (gaps.length - 1))] ?? 0)
}

/** Runs in the page: a gesture that goes on by one step in each frame; the time from frame to frame. */
async function move({ frames, by }: { frames: number; by: 'pan' | 'zoom' }): Promise<number[]> {
  const graph = document.querySelector('.topology-graph')
  if (graph === null) throw new Error('no graph')
  const { left, top } = graph.getBoundingClientRect()
  // A corner: a press on a node would take it along.
  const [x, y] = [left + 6, top + 6]
  const mouse = (type: string, target: EventTarget, clientX: number, clientY: number) =>
    target.dispatchEvent(
      new MouseEvent(type, { clientX, clientY, view: window, bubbles: true, cancelable: true, buttons: 1 }),
    )
  if (by === 'pan') mouse('mousedown', graph, x, y)
  const gaps: number[] = []
  let last = await new Promise<number>(requestAnimationFrame)
  for (let frame = 0; frame < frames; frame++) {
    const swing = Math.sin((frame / frames) * 2 * Math.PI)
    if (by === 'pan') mouse('mousemove', window, x + 120 * swing, y + 60 * swing)
    else {
      const deltaY = frame < frames / 2 ? -6 : 6
      graph.dispatchEvent(
        new WheelEvent('wheel', {
          clientX: left + 500,
          clientY: top + 300,
          deltaY,
          bubbles: true,
          cancelable: true,
        }),
      )
    }
    const now = await new Promise<number>(requestAnimationFrame)
    gaps.push(now - last)
    last = now
  }
  if (by === 'pan') mouse('mouseup', window, x, y)
  return gaps
}

/** Runs in the page: in by the wheel until cards can be read. */
async function zoomToOne(): Promise<void> {
  const graph = document.querySelector('.topology-graph')
  const scale = () =>
    Number(
      /scale\(([\d.]+)\)/.exec(document.querySelector<SVGElement>('.world')?.style.transform ?? '')?.[1] ?? 0,
    )
  for (let step = 0; step < 400 && scale() < 1; step++) {
    graph?.dispatchEvent(
      new WheelEvent('wheel', { clientX: 700, clientY: 400, deltaY: -60, bubbles: true, cancelable: true }),
    )
    await new Promise(requestAnimationFrame)
  }
}
