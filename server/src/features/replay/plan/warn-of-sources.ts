import type { ReplayWarning } from '@sluice/shared/replay-plan'
import { type Ground, isCompacted, numberIn, warning, wordMs } from './ground.ts'
import { isThere } from './read-ground.ts'

/** Time to loss is told where it is shorter than the job will take, and than this. */
const SOON_MS = 600_000
const NAMED = 5

/** What may be missing of the source, now or while the job runs. */
export function warnOfSources(ground: Ground): ReplayWarning[] {
  return [...partial(ground), ...openTransactions(ground), ...perTopic(ground), ...uncommitted(ground)]
}

function partial(ground: Ground): ReplayWarning[] {
  const { missing, surveyed } = ground
  const left = missing.map(({ topic, partition, message }) => {
    return `${partition === null ? `topic "${topic}"` : `partition ${partition} of "${topic}"`} (${message})`
  })
  const failed = [...surveyed.faults].map(([id, { message }]) => `${id} (${message})`)
  const outside = leftOut(ground)
  const warnings: ReplayWarning[] = []
  if (left.length + failed.length > 0) {
    const message = `What cannot be read now is left out: ${nameSome([...left, ...failed])}. Plan again when it can be, or accept that it is missing.`
    warnings.push(warning('source-partial', 'accept', message, { topic: missing[0]?.topic ?? null }))
  }
  if (outside.length > 0) {
    const message = `No record is selected in ${nameSome(outside)}: the range is empty there, or the position names no place in it.`
    warnings.push(warning('source-partial', 'note', message))
  }
  if (surveyed.corrupt > 0n) {
    const message =
      'Some batches of the source are damaged and cannot be read: their offsets count as failed.'
    warnings.push(warning('source-partial', 'accept', message, { count: surveyed.corrupt }))
  }
  return warnings
}

/** Partitions of which nothing is selected, though nobody left them out by number, key or record. */
function leftOut({ spec, sources, ranges, missing }: Ground): string[] {
  const { partitions, key, records, topics } = spec.source
  if (partitions !== undefined || key !== undefined || records !== undefined) return []
  const seen = new Set([...ranges, ...missing].map(({ topic, partition }) => `${topic}/${partition}`))
  return topics.flatMap((name) => {
    const topic = sources.get(name)
    if (topic === undefined || !isThere(topic)) return []
    return topic.description.partitions.flatMap(({ partition }) =>
      seen.has(`${name}/${partition}`) ? [] : [`partition ${partition} of "${name}"`],
    )
  })
}

function nameSome(names: readonly string[]): string {
  const more = names.length > NAMED ? ` and ${names.length - NAMED} more` : ''
  return `${names.slice(0, NAMED).join(', ')}${more}`
}

function openTransactions({ spec, ranges }: Ground): ReplayWarning[] {
  if (spec.source.isolation !== 'read_committed') return []
  return ranges.flatMap(({ topic, partition, to, lastStable, logEnd }) => {
    if (to !== lastStable || lastStable >= logEnd) return []
    const message = `A transaction is open in partition ${partition} of "${topic}": what stands behind its beginning (${logEnd - lastStable} offsets) is not part of the plan.`
    return [warning('source-open-transaction', 'note', message, { topic, count: logEnd - lastStable })]
  })
}

function perTopic(ground: Ground): ReplayWarning[] {
  const { sources, durationMs, now, spec, surveyed } = ground
  return [...sources.values()].flatMap(({ topic, configs }) => {
    if (isCompacted(configs)) {
      const message = `"${topic}" is compacted: of each key only the newest records are sure to be there, and more may vanish while the job runs. What is re-published is what is left, not what was written.`
      return [warning('source-compacted', 'note', message, { topic })]
    }
    const keepMs = numberIn(configs, 'retention.ms')
    const { first } = surveyed.tally
    if (keepMs === null || keepMs < 0 || first === null) return []
    const leftMs = Number(first) + keepMs - now
    if (leftMs > Math.max(SOON_MS, (durationMs ?? 0) * 1.2)) return []
    const when = leftMs <= 0 ? 'may be removed at any moment' : `is removed in about ${wordMs(leftMs)}`
    const then = spec.onGap === 'stop' ? 'The job then stops.' : 'The job then goes on and tells the gap.'
    const message = `The oldest of what is selected of "${topic}" ${when} by its retention (${wordMs(keepMs)}). ${then} Raise retention.ms of the topic first, or let the job run faster.`
    return [warning('source-retention', 'accept', message, { topic })]
  })
}

function uncommitted({ spec, surveyed }: Ground): ReplayWarning[] {
  const { transactional } = surveyed.tally
  if (spec.source.isolation === 'read_uncommitted') {
    const message =
      'Records of aborted and of open transactions are taken along, as if they had been committed: readers of the target cannot tell them from others.'
    return [warning('source-aborted-included', 'accept', message)]
  }
  if (transactional === 0) return []
  const message =
    'Some records were written in transactions. They are re-published one after the other: readers of the target may see a part of what appeared at once in the source.'
  return [warning('source-transactions-split', 'note', message, { count: transactional })]
}
