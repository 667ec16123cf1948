import { type RefObject, useCallback, useEffectEvent, useLayoutEffect, useRef, useState } from 'react'
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
  const seen = useRef({ scrollTopPx: 0, viewPx: 0 })
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
  const draw = useCallback(() => {
    const next = rowWindow({ ...seen.current, headPx, rowPx, count })
    setDrawn((last) => (last.first === next.first && last.end === next.end ? last : next))
  }, [headPx, rowPx, count])
  const measure = useEffectEvent((box: HTMLElement) => {
    seen.current = { scrollTopPx: box.scrollTop, viewPx: box.clientHeight }
    draw()
  })

  useLayoutEffect(() => {
    const box = scroller.current
    if (box === null) return
    const update = () => measure(box)
    update()
    const resized = new ResizeObserver(update)
    resized.observe(box)
    box.addEventListener('scroll', update, { passive: true })
    return () => {
      resized.disconnect()
      box.removeEventListener('scroll', update)
    }
  }, [scroller])

  // Measuring lays the page out at once. At the top of the list another number of rows moves nothing, so it is left out.
  useLayoutEffect(() => {
    const box = scroller.current
    if (box !== null && seen.current.scrollTopPx > 0) measure(box)
    else draw()
  }, [scroller, draw])

  const scrollTo = useCallback(
    (index: number) => {
      const box = scroller.current
      if (box === null) return
      box.scrollTop = scrollTopFor(index, place(box))
      // The browser tells of it with the next frame: a list that is followed would be empty until then.
      seen.current = { scrollTopPx: box.scrollTop, viewPx: box.clientHeight }
      draw()
    },
    [scroller, place, draw],
  )
  return { drawn, scrollTo }
}
