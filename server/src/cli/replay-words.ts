import type { ReplayJob, ReplaySummary } from '@sluice/shared/replay-job'
import type { ReplayPlan } from '@sluice/shared/replay-plan'

const SEVERITIES = { block: 'BLOCKS', accept: 'accept?', note: 'note' } as const

/** A plan in lines for a terminal: what, where to, what may go wrong, and how to begin it. */
export function planLines(plan: ReplayPlan, command: string): string[] {
  const { spec, survey, ranges, targets, blast, warnings, allowed, durationMs, confirm } = plan
  const acceptable = warnings.filter(({ severity }) => severity === 'accept').map(({ code }) => code)
  const accept = acceptable.length === 0 ? '' : ` --accept ${acceptable.join(',')}`
  const most = survey.whole ? '' : 'at most '
  return [
    `source    ${spec.source.topics.join(', ')}, ${amount(ranges.length, 'partition')}`,
    `records   ${most}${survey.records}${survey.matched === null ? '' : ` (${survey.matched} of ${survey.looked} looked at match)`}`,
    ...(survey.bytes === null ? [] : [`bytes     ${survey.whole ? '' : 'about '}${survey.bytes}`]),
    `target    ${targets.length === 0 ? confirm : targets.map(({ topic, exists }) => (exists ? topic : `${topic} (will be made)`)).join(', ')}`,
    `promise   ${spec.guarantee ?? 'at-least-once'}`,
    ...(durationMs === null ? [] : [`takes     ${span(durationMs)} at the asked pace`]),
    ...blast.map(
      ({ group, topic, members, lag }) =>
        `read by   ${group} (${topic}; members ${members ?? 'not known'}, lag ${lag ?? 'not known'})`,
    ),
    ...warnings.map(({ severity, code, message }) => `${SEVERITIES[severity].padEnd(9)} ${code}: ${message}`),
    `plan      ${plan.plan}`,
    `until     ${new Date(plan.expiresAt).toISOString()}`,
    '',
    allowed
      ? `To begin it: sluice replay run ${command}--plan ${plan.plan} --confirm '${confirm.replaceAll("'", String.raw`'\''`)}'${accept} --why '…'`
      : 'It cannot be begun as it is: what blocks it is said above.',
  ]
}

/** One line on how far a job is. */
export function progressLine(job: ReplaySummary): string {
  const { state, offsetsDone, offsetsTotal, written, failed, recordsPerSecond, etaMs } = job
  const total = BigInt(offsetsTotal)
  const share = total === 0n ? 100 : Number((BigInt(offsetsDone) * 100n) / total)
  return [
    `${state} ${share} %`,
    `${written} written`,
    ...(failed === '0' ? [] : [`${failed} failed`]),
    ...(recordsPerSecond === null ? [] : [`${Math.round(recordsPerSecond)}/s`]),
    ...(etaMs === null || state !== 'running' ? [] : [`${span(etaMs)} left`]),
    ...holdWords(job),
  ].join(', ')
}

/** Why it waits, where it does. */
export function holdWords({ hold }: Pick<ReplaySummary, 'hold'>): string[] {
  switch (hold?.kind) {
    case undefined:
      return []
    case 'person':
      return ['paused by a person']
    case 'canary':
      return [`waits for a person after its first ${hold.records}`]
    case 'backpressure':
      return [`waits for group ${hold.group} (lag ${hold.lag ?? 'not known'}, at most ${hold.maxLag})`]
    case 'throttled':
      return ['the broker asks to slow down']
    case 'fault':
      return [hold.fault.message]
  }
}

/** What became of a job, in lines. */
export function jobLines(job: ReplayJob): string[] {
  const { id, state, mode, sources, target, why, read, written, filtered, skipped, failed, fault, verify } =
    job
  return [
    `job       ${id} (${state}${mode === 'dry-run' ? ', dry run' : ''})`,
    `what      ${sources.join(', ')} → ${target}`,
    ...(why === '' ? [] : [`why       ${why}`]),
    `records   ${read} read, ${written} written, ${filtered} filtered, ${skipped} skipped, ${failed} failed`,
    ...job.writtenTo.map(
      ({ topic, partition, first, last, records }) =>
        `written   ${topic}:${partition} ${first}–${last} (${records})`,
    ),
    ...job.resumed.map(
      ({ duplicates, inFlight }) =>
        `resumed   ${inFlight ?? 'an unknown number'} in flight, ${duplicates ?? 'an unknown number'} written twice`,
    ),
    ...holdWords(job).map((words) => `waits     ${words}`),
    ...(fault === null ? [] : [`fault     ${fault.message}`]),
    ...(verify === null ? [] : [`verified  ${verifyWords(verify)}`]),
  ]
}

function verifyWords(verify: NonNullable<ReplayJob['verify']>): string {
  if (verify.state !== 'done') return verify.fault?.message ?? verify.state
  if (verify.equal === null) return verify.note ?? 'it cannot be told'
  return verify.equal ? 'equal' : `${verify.missing ?? '?'} missing, ${verify.duplicates ?? '?'} twice`
}

/** A list of jobs, one a line. */
export function listLine(job: ReplaySummary): string {
  return [
    job.id,
    new Date(job.startedAt).toISOString(),
    progressLine(job),
    `${job.sources.join(',')} → ${job.target}`,
  ].join('  ')
}

function amount(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`
}

function span(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  if (seconds < 120) return `${seconds} s`
  const minutes = Math.ceil(seconds / 60)
  return minutes < 120 ? `${minutes} min` : `${(minutes / 60).toFixed(1)} h`
}
