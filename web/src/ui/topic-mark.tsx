import { classNames } from '#lib/class-names.ts'
import { topicHue } from './topic-hue.ts'

/** The name of a topic with its colour, the same everywhere; the name alone says all. */
export function TopicMark({ topic, className }: { topic: string; className?: string | undefined }) {
  return (
    <span
      data-tip={topic.length > 9 ? topic : undefined}
      className={classNames(
        'inline-flex min-w-0 max-w-full items-center gap-1.5 align-bottom font-mono text-meta',
        className,
      )}
    >
      <span
        aria-hidden="true"
        style={{ backgroundColor: `oklch(0.66 0.13 ${topicHue(topic)})` }}
        className="size-2 shrink-0 rounded-[2px]"
      />
      <span className="min-w-0 truncate">{topic}</span>
    </span>
  )
}
