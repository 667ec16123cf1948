import type { BookmarkCut } from '@sluice/shared/replay-bookmarks'

/** What a page shows, as a cut that can be kept, by the name of its words. */
export interface MomentCut {
  name: 'cutNow' | 'cutSeen' | 'cutRead' | 'cutGroup' | 'cutClock'
  cut: BookmarkCut
}
