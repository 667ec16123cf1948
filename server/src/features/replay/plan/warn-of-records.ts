import type { ReplayWarning } from '@sluice/shared/replay-plan'
import { type Ground, warning, wordCount } from './ground.ts'

/** What the records themselves, as far as they were looked at, give to think about. */
export function warnOfRecords(ground: Ground): ReplayWarning[] {
  return [...failures(ground), ...loops(ground), ...shapes(ground), ...keys(ground)]
}

function failures(ground: Ground): ReplayWarning[] {
  const { filterErrors, failed, originUnknown, firstReason } = ground.surveyed.tally
  const warnings: ReplayWarning[] = []
  if (filterErrors > 0) {
    const message = `The filter fails on ${wordCount(ground, filterErrors)}: they are not written, and stand among the failures.`
    warnings.push(warning('filter-errors', 'accept', message, { count: filterErrors }))
  }
  const transformed = failed - originUnknown
  if (transformed > 0) {
    const message = `${wordCount(ground, transformed)} cannot be changed as asked, and so are not written; they stand among the failures. The first of them: ${firstReason ?? 'unknown'}`
    warnings.push(warning('transform-errors', 'accept', message, { count: transformed }))
  }
  if (ground.spec.target.kind === 'origin' && ground.targets.length === 0) {
    const message =
      'No record that was looked at names a topic of this cluster in its dead-letter headers, so there is nowhere to write to. Choose the target by its name.'
    warnings.push(warning('origin-unknown', 'block', message, { count: originUnknown }))
  } else if (originUnknown > 0) {
    const message = `The headers of ${wordCount(ground, originUnknown)} name no topic of this cluster to go back to: they are not written, and stand among the failures.`
    warnings.push(warning('origin-unknown', 'accept', message, { count: originUnknown }))
  }
  return warnings
}

function loops(ground: Ground): ReplayWarning[] {
  const { spec, surveyed, running, cluster, targetCluster, targets } = ground
  const { loops: stopped } = surveyed.tally
  const warnings: ReplayWarning[] = []
  if (stopped > 0) {
    const message = `${wordCount(ground, stopped)} were re-published as often as may be (sluice-replay-count; maxCount is ${spec.maxCount}) and are left out. Find out why they come back before you raise that number.`
    warnings.push(warning('loop-count', 'note', message, { count: stopped }))
  }
  const back = running.find(
    (job) =>
      job.cluster === targetCluster &&
      job.targetCluster === cluster &&
      job.sources.some((topic) => targets.some((target) => target.topic === topic)) &&
      job.targets.some((topic) => spec.source.topics.includes(topic)),
  )
  if (back !== undefined) {
    const message = `Another replay is just writing ${back.targets.join(', ')} from ${back.sources.join(', ')}: the two would feed each other. Wait for its end, or abort it.`
    warnings.push(warning('loop', 'block', message))
  }
  return warnings
}

function shapes(ground: Ground): ReplayWarning[] {
  const { tally, whole } = ground.surveyed
  const warnings: ReplayWarning[] = []
  if (tally.tombstones > 0) {
    const message = `${wordCount(ground, tally.tombstones)} have a null value: they are written as such, and in a compacted topic they delete their key.`
    warnings.push(warning('tombstones', 'note', message, { count: tally.tombstones }))
  }
  for (const [topic, { oversize, largest }] of tally.targets) {
    if (oversize === 0) continue
    const message = `${wordCount(ground, oversize)} may be too large for "${topic}" (max.message.bytes; the largest has ${largest} bytes with the headers added): what does not fit is not written, and stands among the failures.`
    warnings.push(warning('target-record-too-large', 'accept', message, { topic, count: oversize }))
  }
  if (!whole) {
    const message =
      'The selection is too large to be looked at whole before the start. What is counted is what was looked at; the number of records is the most that there can be. A dry run reads all of it.'
    warnings.push(warning('not-all-read', 'note', message))
  }
  return warnings
}

function keys(ground: Ground): ReplayWarning[] {
  const { spec, surveyed } = ground
  const { movedKeys } = surveyed.tally
  if (movedKeys === 0 || spec.fidelity.partition.by === 'same') return []
  const message = `${movedKeys} keys stand in more than one partition of their topic (it was given more partitions, or its producers choose otherwise). Sent to one partition, their records do not come in the order in which they were written.`
  return [warning('key-moved-partitions', 'accept', message, { count: movedKeys })]
}
