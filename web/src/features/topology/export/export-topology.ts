import type { TopologyGraph } from '@sluice/shared/topology'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { notify } from '#lib/notice.ts'
import { formatCount } from '#lib/number-format.ts'
import type { Shown } from '../model/shown.ts'
import { nameOf } from '../scene/card-text.ts'
import type { Scene } from '../scene/scene.ts'
import { graphGraphml } from './graph-graphml.ts'
import { graphJson } from './graph-json.ts'
import { graphMermaid } from './graph-mermaid.ts'
import { drawPicture } from './picture.ts'
import { drawPng } from './picture-png.ts'
import { pngScale } from './png-size.ts'
import { fileName, saveFile } from './save-file.ts'

export const EXPORT_FORMATS = ['svg', 'png', 'mermaid', 'graphml', 'json'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

/** What is taken away: as much of the graph as is drawn. */
export interface Taken {
  cluster: string
  graph: TopologyGraph
  shown: Shown
  /** Null until it is laid out: there is no picture before. */
  scene: Scene | null
  /** Stands under the picture: of what, and of when it is. */
  caption: string
}

const ENDINGS: Record<ExportFormat, string> = {
  ...{ svg: 'svg', png: 'png', mermaid: 'mmd', graphml: 'graphml', json: 'json' },
}

/** Saves it as a file. What cannot be made is said, with what can be done instead. */
export async function exportTopology(format: ExportFormat, taken: Taken, t: Translate): Promise<void> {
  try {
    const content =
      format === 'svg' || format === 'png' ? await picture(format, taken, t) : text(format, taken, t)
    if (content) saveFile(fileName(taken.cluster, taken.graph.at, ENDINGS[format]), content)
  } catch (fault) {
    notify(t('taking.notMade', { reason: fault instanceof Error ? fault.message : String(fault) }), 'trouble')
  }
}

async function picture(format: 'svg' | 'png', { scene, caption }: Taken, t: Translate): Promise<Blob | null> {
  if (scene === null) return null
  const drawn = drawPicture(scene, caption)
  if (format === 'svg') return new Blob([drawn.svg], { type: 'image/svg+xml' })
  const scale = pngScale(drawn)
  if (scale === null) {
    const [width, height] = [formatCount(drawn.width), formatCount(drawn.height)]
    notify(t('taking.tooLarge', { width, height }), 'trouble')
    return null
  }
  if (scale < 2) notify(t('taking.smaller', { times: String(scale) }))
  return drawPng(drawn, scale)
}

function text(format: 'mermaid' | 'graphml' | 'json', { graph, shown }: Taken, t: Translate): Blob {
  const exported = { graph, ...shown }
  const called = (node: Shown['nodes'][number]) => nameOf(node, t)
  const written = {
    mermaid: () => graphMermaid(exported, called),
    graphml: () => graphGraphml(exported, called),
    json: () => graphJson(exported),
  }
  return new Blob([written[format]()], { type: format === 'json' ? 'application/json' : 'text/plain' })
}
