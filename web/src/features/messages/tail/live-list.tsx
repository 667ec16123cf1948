import { ArrowUp } from 'lucide-react'
import { type PointerEvent, type ReactNode, type UIEvent, useEffect } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { GapNotes } from './gap-notes.tsx'
import { LiveQuiet } from './live-quiet.tsx'
import type { Live } from './use-live.ts'

interface LiveListProps {
  /** Null: a range is read, and the list is left alone. */
  live: Live | null
  filtered: boolean
  children: ReactNode
}

/** The list of what is followed: it stands still while somebody scrolls, presses, chooses or selects in it. */
export function LiveList({ live, filtered, children }: LiveListProps) {
  const store = live?.store
  const box = live?.box
  useEffect(() => {
    if (store === undefined || box === undefined) return
    const selects = () => {
      const selection = window.getSelection()
      if (selection === null || selection.isCollapsed) return false
      return box.current?.contains(selection.anchorNode) === true
    }
    const onSelection = () => selects() && store.hold('read')
    // A press ends in a click, which may still say what it was for.
    const onUp = () => void setTimeout(() => store.release('press'))
    document.addEventListener('selectionchange', onSelection)
    window.addEventListener('pointerup', onUp)
    window.addEventListener('pointercancel', onUp)
    return () => {
      document.removeEventListener('selectionchange', onSelection)
      window.removeEventListener('pointerup', onUp)
      window.removeEventListener('pointercancel', onUp)
    }
  }, [store, box])
  const onScroll = (event: UIEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.role !== 'grid') return
    if (event.target.scrollTop > 0) store?.hold('scroll')
    else store?.release('scroll')
  }
  const onPress = (event: PointerEvent) => {
    if (event.target instanceof Element && event.target.closest('[role="rowgroup"]')) store?.hold('press')
  }
  const empty = live !== null && live.tail.rows.length === 0 && live.tail.phase !== 'failed'
  return (
    <>
      {live && <GapNotes live={live} />}
      <div
        ref={box}
        className="relative flex min-h-0 flex-1 flex-col"
        onScrollCapture={store && onScroll}
        onPointerDownCapture={store && onPress}
      >
        {live && <Fresh live={live} />}
        {empty && (
          <div className="absolute inset-0 z-10 flex flex-col">
            <LiveQuiet tail={live.tail} filtered={filtered} />
          </div>
        )}
        {/* Kept ready while nothing has come: to make the list takes longer than the first messages should wait. */}
        <div className={classNames('flex min-h-0 flex-1 flex-col', empty && 'invisible')}>{children}</div>
      </div>
    </>
  )
}

/** What came while the list is held, and the way to it. */
function Fresh({ live }: { live: Live }) {
  const { t } = useText()
  const { fresh, lost } = live.tail
  if (fresh === 0) return null
  return (
    <button
      type="button"
      onClick={live.resume}
      data-tip={t('tail.freshTip')}
      className="-translate-x-1/2 absolute top-9 left-1/2 z-20 inline-flex h-7 items-center gap-1.5 rounded-full border border-accent bg-surface-raised px-3 text-accent text-meta tabular-nums shadow-lift hover:bg-accent-soft"
    >
      <ArrowUp aria-hidden="true" className="size-3.5" />
      {t('tail.fresh', { count: fresh, text: formatCount(fresh) })}
      {lost > 0 && <span className="text-attention">· {t('tail.lost', { text: formatCount(lost) })}</span>}
    </button>
  )
}
