import { useSyncExternalStore } from 'react'
import { classNames } from '#lib/class-names.ts'
import { noticeStore } from '#lib/notice.ts'

/** Where notices stand: over the foot of the page, in nobody's way, and spoken. */
export function NoticeLine() {
  const notice = useSyncExternalStore(noticeStore.subscribe, noticeStore.snapshot)
  return (
    <div role="status" className="-translate-x-1/2 pointer-events-none fixed bottom-10 left-1/2 z-50">
      {notice && (
        <p
          className={classNames(
            'rounded-md border bg-surface-raised px-3 py-1.5 shadow-lift',
            notice.tone === 'trouble' ? 'border-trouble text-trouble' : 'border-hairline-strong text-ink',
          )}
        >
          {notice.text}
        </p>
      )}
    </div>
  )
}
