import { formatShort } from '#lib/number-format.ts'
import { isBox } from '../model/is-box.ts'
import type { ShownNode } from '../model/shown.ts'
import type { CardMarks, CardRow, Wording } from './card-row.ts'

/** What is in a box, and how the worst of it does. */
export function boxRows({ holds, health }: ShownNode, { t }: Wording): CardRow[] {
  const nodes = holds?.nodes ?? []
  const topics = nodes.filter(({ kind }) => kind === 'topic').length
  const actors = nodes.length - topics
  const [first = '', second = null] = [
    ...(actors > 0 ? [t('drawn.actors', { n: actors })] : []),
    ...(topics > 0 ? [t('drawn.topics', { n: topics })] : []),
  ]
  const unwell = nodes.filter((node) => node.health === 'trouble' || node.health === 'attention').length
  const lag = lagOf(nodes)
  const unread = lag === 0n ? t('topology.lagNone') : lag === null ? null : formatShort(lag)
  const contents = { left: first, right: second, tone: null }
  if (unwell > 0) {
    const right = lag === null || lag === 0n ? unread : t('drawn.behind', { lag: formatShort(lag) })
    return [contents, { left: t('drawn.unwell', { n: unwell }), right, tone: health }]
  }
  return unread === null ? [contents] : [contents, { left: t('drawn.lag'), right: unread, tone: null }]
}

/** All that is known to be unread in it; null where nothing is known. */
function lagOf(nodes: readonly ShownNode[]): bigint | null {
  const lags = nodes.flatMap(({ groups }) => groups.flatMap(({ lag }) => (lag === null ? [] : [BigInt(lag)])))
  return lags.length === 0 ? null : lags.reduce((sum, lag) => sum + lag, 0n)
}

export function marksOf(node: ShownNode): CardMarks | null {
  const { holds, leftOut } = node
  const count = (n: number | undefined): string | null => (n === undefined || n === 0 ? null : `+${n}`)
  const marks = {
    held: isBox(node) ? null : count(holds?.nodes.length),
    before: count(leftOut?.before),
    after: count(leftOut?.after),
  }
  return marks.held || marks.before || marks.after ? marks : null
}
