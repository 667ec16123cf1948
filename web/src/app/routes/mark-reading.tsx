import type { BookmarkCut } from '@sluice/shared/replay-bookmarks'
import type { Reading } from '#features/messages/reading.ts'
import { lazyPart } from '#lib/lazy-part.tsx'

const SetBookmark = lazyPart(
  async () => (await import('#features/replay/bookmarks/set-bookmark.tsx')).SetBookmark,
)

/** Keeps what a list of messages shows: where its range ends and begins, and where its topics end now. */
export function MarkReading({
  cluster,
  reading: { topics, ranges, newest },
}: {
  cluster: string
  reading: Reading
}) {
  const cutAt = (side: 'start' | 'end'): BookmarkCut => ({
    kind: 'offsets',
    offsets: ranges.map(({ topic, partition, [side]: offset }) => ({ topic, partition, offset })),
  })
  const read = ranges.length === 0 ? [] : [{ name: 'cutSeen' as const, cut: cutAt('end') }]
  const begun = ranges.length === 0 || newest ? [] : [{ name: 'cutRead' as const, cut: cutAt('start') }]
  const now = { name: 'cutNow' as const, cut: { kind: 'now' as const, topics: [...topics] } }
  return <SetBookmark cluster={cluster} cuts={topics.length === 0 ? [] : [now, ...read, ...begun]} />
}
