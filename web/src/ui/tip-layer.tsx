import { useEffect, useRef, useState } from 'react'

interface Shown {
  text: string
  left: number
  top: number
  above: boolean
}

const DELAY_MS = 250
const EDGE_PX = 8

/**
 * One layer for every tip of the page: any element with `data-tip` has one on hover and on keyboard focus. Thousands of
 * cells then cost nothing. What the tip says must also reach a screen reader through the element's label or description.
 */
export function TipLayer() {
  const [shown, setShown] = useState<Shown | null>(null)
  const box = useRef<HTMLDivElement>(null)

  useEffect(() => listenForTips(setShown), [])

  return (
    <div
      ref={box}
      role="tooltip"
      aria-hidden="true"
      hidden={shown === null}
      style={
        shown
          ? { left: shown.left, top: shown.top, transform: `translate(-50%, ${shown.above ? '-100%' : '0'})` }
          : undefined
      }
      className="pointer-events-none fixed z-50 max-w-80 whitespace-pre-line rounded-md border border-hairline bg-surface-raised px-2 py-1 text-meta text-ink shadow-lift"
    >
      {shown?.text}
    </div>
  )
}

function listenForTips(show: (tip: Shown | null) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  let current: Element | null = null
  const hide = () => {
    clearTimeout(timer)
    current = null
    show(null)
  }
  const reveal = (target: Element, delayMs: number) => {
    if (target === current) return
    hide()
    current = target
    timer = setTimeout(() => show(target.isConnected ? place(target) : null), delayMs)
  }
  const tipOf = (target: EventTarget | null) =>
    target instanceof Element ? target.closest('[data-tip]:not([data-tip=""])') : null

  const over = (event: Event) => {
    const target = tipOf(event.target)
    if (target) reveal(target, DELAY_MS)
    else hide()
  }
  const focus = (event: Event) => {
    const target = tipOf(event.target)
    if (target?.matches(':focus-visible')) reveal(target, 0)
  }
  const key = (event: KeyboardEvent) => event.key === 'Escape' && hide()

  document.addEventListener('pointerover', over)
  document.addEventListener('focusin', focus)
  document.addEventListener('focusout', hide)
  document.addEventListener('pointerdown', hide)
  document.addEventListener('keydown', key)
  document.addEventListener('scroll', hide, { capture: true, passive: true })
  return () => {
    clearTimeout(timer)
    document.removeEventListener('pointerover', over)
    document.removeEventListener('focusin', focus)
    document.removeEventListener('focusout', hide)
    document.removeEventListener('pointerdown', hide)
    document.removeEventListener('keydown', key)
    document.removeEventListener('scroll', hide, { capture: true })
  }
}

function place(target: Element): Shown {
  const text = target.getAttribute('data-tip') ?? ''
  const { left, right, top, bottom } = target.getBoundingClientRect()
  const half = Math.min(160, text.length * 3.5 + 12)
  const centre = Math.min(Math.max((left + right) / 2, half + EDGE_PX), window.innerWidth - half - EDGE_PX)
  const above = bottom + 48 > window.innerHeight
  return { text, left: centre, top: above ? top - 4 : bottom + 4, above }
}
