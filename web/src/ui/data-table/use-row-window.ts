import { type RefObject, useCallback, useLayoutEffect, useState } from 'react'
import { type RowWindow, rowWindow, type ScrollPlace, scrollTopFor } from './row-window.ts'

interface RowWindowInput {
  scroller: RefObject<HTMLElement | null>
  headPx: number
  rowPx: number
  count: number
}

/** The rows to draw now; renders again only when that changes, not for every pixel scrolled. */
export function useRowWindow({ scroller, headPx, rowPx, count }: RowWindowInput) {
  const [drawn, setDrawn] = useState<RowWindow>({ first: 0, end: 0 })
  const place = useCallback(
    (box: HTMLElement): ScrollPlace => ({
      scrollTopPx: box.scrollTop,
      viewPx: box.clientHeight,
      headPx,
      rowPx,
      count,
    }),
    [headPx, rowPx, count],
  )

  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    const update = () => {
      const next = rowWindow(place(box))
      setDrawn((last) => (last.first === next.first && last.end === next.end ? last : next))
    }
    update()
    const resized = new ResizeObserver(update)
    resized.observe(box)
    box.addEventListener('scroll', update, { passive: true })
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', update)
    }
  }, [scroller, place])

  const scrollTo = useCallback(
    (index: number) => {
      const box = scroller.current
      if (box !== null) box.scrollTop = scrollTopFor(index, place(box))
    },
    [scroller, place],
  )
  return { drawn, scrollTo }
}
