import { useEffect, useState } from 'react'
import { hexRow, hexRowCount } from './hex.ts'
import { useLines } from './use-lines.ts'

const LINE_PX = 20
/** Below this width sixteen bytes do not fit side by side with their characters. */
const WIDE_PX = 600

/** Bytes as offset, hexadecimal digits and ASCII; only the lines on the screen are in the page. */
export function HexView({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const [perRow, setPerRow] = useState(16)
  const lines = useLines(hexRowCount(bytes.length, perRow), LINE_PX)
  const { scroller } = lines

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setPerRow(element.clientWidth >= WIDE_PX ? 16 : 8))
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="h-full overflow-auto py-1 font-mono text-meta outline-offset-[-2px]"
    >
      <div style={{ height: lines.totalPx, paddingTop: lines.topPx }} className="w-max min-w-full">
        {lines.items.map((item) => {
          const row = hexRow(bytes, item.index, perRow)
          return (
            <div key={item.key} className="flex h-5 gap-4 whitespace-pre px-3">
              <span className="select-none text-ink-faint">{row.offset}</span>
              <span>{row.hex}</span>
              <span className="text-ink-muted">{row.ascii}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}
