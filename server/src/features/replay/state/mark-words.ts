import type { StateMark } from '@sluice/shared/replay-state'

/** A mark in a sentence, for who reads the API without a page. */
export function wordMark(mark: Omit<StateMark, 'message'>, topic: string): string {
  const { code, count, partitions, ms } = mark
  const where = `${partitions ?? 0} ${partitions === 1 ? 'partition' : 'partitions'} of "${topic}"`
  const point = mark.point === 'base' ? 'the point compared with' : 'this point'
  switch (code) {
    case 'missing':
      return `${where} could not be read: their keys are not in this state.`
    case 'left-out':
      return `The points say nothing of ${where}: their keys are not in this state.`
    case 'keys-full':
      return `There are more keys than are kept: ${count} records of further keys are left out.`
    case 'search-partial':
      return `Search and order by key cover the first ${count} keys: the bytes of the others are not kept.`
    case 'log-start':
      return `${count} offsets of ${where} are gone below the log start: what was last written there is not known.`
    case 'policy-unknown':
      return 'The settings of the topic could not be read, so it is not known whether it is compacted.'
    case 'compacted':
      return `Compaction removed records before ${point} in ${where}: ${count} keys that first stand behind it are not known there. What is shown is exact.`
    case 'tombstones-gone':
      return `The topic is compacted: keys deleted ${ms === null ? 'long' : `more than ${ms} ms`} ago may be gone without a trace.`
    case 'compaction-lag':
      return `A point later than ${new Date(ms ?? 0).toISOString()} is exact: nothing younger is compacted.`
    case 'slow':
      return `Reading took longer than deletions are kept (${ms} ms): a key deleted meanwhile may still be shown.`
    case 'moved':
      return `Retention removed ${count ?? 'some'} offsets before they were read.`
    case 'open-transaction':
      return `${count ?? 'Some'} offsets at the end are held back by an open transaction.`
    case 'aborted':
      return `${count ?? 'Some'} records of aborted transactions are left out.`
    case 'corrupt':
      return `${count ?? 'Some'} offsets lie in batches that cannot be read.`
    case 'null-key':
      return `${count} records have no key and are the state of nothing.`
    case 'not-read':
      return `${count} values are no change events and were passed over.`
    case 'late':
      return `${count} records stand behind the cut of the log at ${point} and are stamped before it: they are counted in.`
    case 'elsewhere':
      return `${count} rows have a key that stands in more than one partition; each partition has a row of its own.`
  }
}
