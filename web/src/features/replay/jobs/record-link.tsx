import type { RecordPlace } from '@sluice/shared/replay'
import { formatCount } from '#lib/number-format.ts'
import { TopicMark } from '#ui/topic-mark.tsx'
import { useLinks } from './use-links.ts'

/** A record by its place, and the way to it. */
export function RecordLink({ cluster, place }: { cluster: string; place: RecordPlace }) {
  const links = useLinks(cluster)
  const { topic, partition, offset } = place
  const search = `?from=offsets:${partition}:${offset}&record=${partition}:${offset}`
  return (
    <a
      {...links(`topics/${encodeURIComponent(topic)}/messages`, search)}
      className="inline-flex items-center gap-2 font-mono text-meta hover:underline"
    >
      <TopicMark topic={topic} />
      <span className="tabular-nums">
        p{partition} @ {formatCount(offset)}
      </span>
    </a>
  )
}
