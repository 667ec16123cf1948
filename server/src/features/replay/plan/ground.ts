import type { MissingPartition } from '@sluice/shared/messages'
import type { ReplaySpec } from '@sluice/shared/replay'
import type { ReplayWarning, ReplayWarningCode } from '@sluice/shared/replay-plan'
import type { BlastRadius } from './blast-radius.ts'
import type { RunningReplay } from './planner-deps.ts'
import type { Configs, KnownTopic } from './read-ground.ts'
import type { SourceRange } from './resolve-source.ts'
import type { SandboxTopic } from './sandbox.ts'
import type { Surveyed } from './survey.ts'

/** Everything that is known when a plan is judged. */
export interface Ground {
  spec: ReplaySpec
  cluster: string
  targetCluster: string
  sources: ReadonlyMap<string, KnownTopic>
  /** Topics that are written to, whether they are there or not; of a sandbox those that will be made. */
  targets: readonly KnownTopic[]
  sandbox: readonly SandboxTopic[]
  /** Targets that hold records already; null: not known. */
  filled: ReadonlySet<string> | null
  ranges: readonly SourceRange[]
  missing: readonly MissingPartition[]
  surveyed: Surveyed
  blast: BlastRadius
  running: readonly RunningReplay[]
  endpoints: readonly string[]
  /** At the asked pace; null: as fast as it goes. */
  durationMs: number | null
  now: number
}

export type Severity = ReplayWarning['severity']

export function warning(
  code: ReplayWarningCode,
  severity: Severity,
  message: string,
  { topic = null, count = null }: { topic?: string | null; count?: number | bigint | null } = {},
): ReplayWarning {
  return { code, severity, message, topic, count: count === null ? null : `${count}` }
}

/** The settings that a target has, or will be made with. */
export function configsOf({ sandbox }: Ground, { topic, configs }: KnownTopic): Configs {
  return sandbox.find((one) => one.topic === topic)?.configs ?? configs
}

export function isCompacted(configs: Configs): boolean {
  return configs.get('cleanup.policy')?.includes('compact') === true
}

export function numberIn(configs: Configs, name: string): number | null {
  const text = configs.get(name)
  const number = text === undefined ? Number.NaN : Number(text)
  return Number.isFinite(number) ? number : null
}

/** For a person: in the largest unit that fits. */
export function wordMs(ms: number): string {
  const units: readonly [number, string][] = [
    [86_400_000, 'days'],
    [3_600_000, 'hours'],
    [60_000, 'minutes'],
    [1000, 's'],
  ]
  const [size, name] = units.find(([unit]) => Math.abs(ms) >= unit) ?? [1, 'ms']
  return `${Math.round((ms / size) * 10) / 10} ${name}`
}

export function wordTime(ms: bigint): string {
  const number = Number(ms)
  return Math.abs(number) <= 8.64e15 ? new Date(number).toISOString() : `${ms} ms`
}

/** "12 records", or "at least 12" where not all was looked at. */
export function wordCount({ surveyed }: Ground, count: number): string {
  const few = count === 1 ? '1 record' : `${count} records`
  return surveyed.whole ? few : `at least ${few}`
}
