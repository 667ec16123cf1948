import type { TopicDetail } from '@sluice/shared/topics'

/** What the topic does with what is written to it; null where its configuration is not told. */
export interface TopicFacts {
  partitions: readonly number[] | null
  compacted: boolean | null
  stamped: boolean
  maxBytes: number | null
}

export function topicFacts(detail: TopicDetail | undefined): TopicFacts {
  const config = detail?.config.available ? detail.config.value : []
  const settingOf = (name: string) => config.find((entry) => entry.name === name)?.value ?? null
  const policy = settingOf('cleanup.policy')
  const max = settingOf('max.message.bytes')
  return {
    partitions: detail?.partitions.map(({ partition }) => partition) ?? null,
    compacted: policy === null ? null : policy.includes('compact'),
    stamped: settingOf('message.timestamp.type') === 'LogAppendTime',
    maxBytes: max === null ? null : Number(max),
  }
}
