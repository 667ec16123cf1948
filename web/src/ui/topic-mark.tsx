import { classNames } from '#lib/class-names.ts'
import { topicHue } from './topic-hue.ts'

interface TopicMarkProps {
  topic: string
  /** Where there is no room, the end of the name stays: among many names it tells more than their common beginning. */
  keepEnd?: boolean
  className?: string | undefined
}

/** The name of a topic with its colour, the same everywhere; the name alone says all. */
export function TopicMark({ topic, keepEnd = false, className }: TopicMarkProps) {
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
      <span dir={keepEnd ? 'rtl' : undefined} className="min-w-0 truncate">
        <bdi dir="ltr">{topic}</bdi>
      </span>
    </span>
  )
}
