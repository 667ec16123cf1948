import { PROVENANCE } from '@sluice/shared/replay'
import type { ReplayJob, ReplayWritten } from '@sluice/shared/replay-job'
import { stringifySearch } from '#lib/search-codec.ts'

/** Of the topics that a job wrote to, with where its first record stands in each partition. */
export function writtenTopics({
  writtenTo,
}: Pick<ReplayJob, 'writtenTo'>): { topic: string; lanes: ReplayWritten[] }[] {
  return [...Map.groupBy(writtenTo, ({ topic }) => topic)].map(([topic, lanes]) => ({ topic, lanes }))
}

/** The link to what a job wrote to a topic: from its first records on, those that bear its id, where they do. */
export function writtenSearch(job: Pick<ReplayJob, 'id' | 'plan'>, lanes: readonly ReplayWritten[]): string {
  const from = lanes.map(({ partition, first }) => `${partition}:${first}`).join(',')
  const cel = job.plan.spec.provenance ? `headers["${PROVENANCE.id}"] == "${job.id}"` : undefined
  return stringifySearch({ from: `offsets:${from}`, cel })
}

/** The cluster that a job writes to. */
export function targetCluster(cluster: string, { spec }: ReplayJob['plan']): string {
  return spec.target.kind === 'topic' ? (spec.target.cluster ?? cluster) : cluster
}

/** Whether it writes to Kafka, so that there is something to read back. */
export function writesToKafka({ mode, plan }: Pick<ReplayJob, 'mode' | 'plan'>): boolean {
  const { kind } = plan.spec.target
  return mode === 'run' && kind !== 'file' && kind !== 'http'
}
