import type { ReplaySpec } from '@sluice/shared/replay'
import { AppError } from '#http/app-error.ts'

/** Throws `BAD_REQUEST` for what contradicts itself, whatever the cluster says. */
export function checkSpec({ source, target, pace }: ReplaySpec): void {
  if (pace.by === 'rate' && pace.recordsPerSecond === null && pace.bytesPerSecond === null)
    throw refused(
      'pace names neither recordsPerSecond nor bytesPerSecond. Give one, or choose { by: "unlimited" }.',
    )
  if (target.kind !== 'sandbox') return
  const sources = target.topics.map((topic) => topic.source)
  const without = source.topics.find((topic) => !sources.includes(topic))
  if (without !== undefined) throw refused(`target names no sandbox for source topic "${without}".`)
  const foreign = sources.find((topic) => !source.topics.includes(topic))
  if (foreign !== undefined)
    throw refused(`target names a sandbox for "${foreign}", which is not among the sources.`)
  const twice = sources.find((topic, at) => sources.indexOf(topic) < at)
  if (twice !== undefined) throw refused(`target names two sandboxes for "${twice}".`)
  const names = target.topics.map((topic) => topic.target)
  const shared = names.find((topic, at) => names.indexOf(topic) < at)
  if (shared !== undefined)
    throw refused(
      `two sources are to become "${shared}". Give each its own, or choose that topic as the target.`,
    )
}

function refused(message: string): AppError {
  return new AppError('BAD_REQUEST', message)
}
