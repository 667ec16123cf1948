import type { PlaySpan } from '#lib/play-engine.ts'
import type { LaneColours } from './lane-colours.ts'
import { type LaneHeap, type LaneMark, MARK_PX, type PageMarks } from './lane-marks.ts'
import { type LanePage, type PageStretch, xOf } from './lane-page.ts'

interface PaintInput {
  page: LanePage
  marks: PageMarks
  lanes: number
  laneHeight: number
  colours: LaneColours
  /** How long a fold is, in words. */
  foldWords: (stretch: PageStretch) => string
  /** Where everything is known, */
  known: PlaySpan
  /** and where there is something to know. */
  range: PlaySpan
  isMatch: (mark: LaneMark) => boolean
  isHeapMatch: (heap: LaneHeap) => boolean
}

const RADIUS = 3.25

/** What lies under everything: lanes, folds, and where nothing is known yet. Beyond the range there is nothing. */
export function paintGround(pen: CanvasRenderingContext2D, input: PaintInput): void {
  const { page, lanes, laneHeight, colours, known, range } = input
  const height = lanes * laneHeight
  const [start, end] = [xOf(page, range.from), xOf(page, range.to)]
  pen.fillStyle = colours.bed
  pen.globalAlpha = 0.5
  for (let lane = 0; lane < lanes; lane += 2) pen.fillRect(start, lane * laneHeight, end - start, laneHeight)
  pen.globalAlpha = 1
  for (const stretch of page.stretches) if (stretch.fold) paintFold(pen, stretch, height, input)
  const [left, right] = [xOf(page, known.from), xOf(page, known.to)]
  if (left > start) hatch(pen, { x: start, width: left - start, height }, colours)
  if (right < end) hatch(pen, { x: right, width: end - right, height }, colours)
}

function paintFold(
  pen: CanvasRenderingContext2D,
  stretch: PageStretch,
  height: number,
  { colours, foldWords }: PaintInput,
): void {
  const middle = stretch.x + stretch.width / 2
  pen.fillStyle = colours.surface
  pen.fillRect(stretch.x + 2, 0, stretch.width - 4, height)
  pen.strokeStyle = colours.hairlineStrong
  pen.lineWidth = 1
  pen.beginPath()
  for (const x of [stretch.x + 2.5, stretch.x + stretch.width - 2.5]) zigzag(pen, x, height)
  pen.stroke()
  pen.save()
  pen.translate(middle, height / 2)
  pen.fillStyle = colours.faint
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.font = '11px system-ui, sans-serif'
  pen.fillText(foldWords(stretch), 0, 0)
  pen.restore()
}

/** The edge of something torn out. */
function zigzag(pen: CanvasRenderingContext2D, x: number, height: number): void {
  pen.moveTo(x, 0)
  for (let y = 0, side = 1; y < height; y += 7, side = -side) {
    pen.lineTo(x + side * 2, Math.min(height, y + 3.5))
    pen.lineTo(x, Math.min(height, y + 7))
  }
}

function hatch(
  pen: CanvasRenderingContext2D,
  { x, width, height }: { x: number; width: number; height: number },
  { hairline }: LaneColours,
): void {
  pen.save()
  pen.beginPath()
  pen.rect(x, 0, width, height)
  pen.clip()
  pen.strokeStyle = hairline
  pen.lineWidth = 1
  pen.beginPath()
  for (let at = x - height; at < x + width; at += 7) {
    pen.moveTo(at, height)
    pen.lineTo(at + height, 0)
  }
  pen.stroke()
  pen.restore()
}

/** The events: filled once they were played, and outlined before that. */
export function paintMarks(pen: CanvasRenderingContext2D, input: PaintInput, played: boolean): void {
  for (const heap of input.marks.heaps) paintHeap(pen, heap, input, played)
  for (const mark of input.marks.marks) paintMark(pen, mark, input, played)
}

export function paintMark(
  pen: CanvasRenderingContext2D,
  mark: LaneMark,
  { colours, isMatch }: Pick<PaintInput, 'colours' | 'isMatch'>,
  played: boolean,
): void {
  const { x, y, event } = mark
  if (isMatch(mark)) {
    pen.strokeStyle = colours.attention
    pen.lineWidth = 1.5
    pen.beginPath()
    pen.arc(x, y, RADIUS + 2.5, 0, Math.PI * 2)
    pen.stroke()
  }
  pen.beginPath()
  if (event.lateMs > 0) {
    // A late one is no dot, so that shape tells it as well.
    pen.moveTo(x, y - RADIUS - 1)
    pen.lineTo(x + RADIUS + 1, y)
    pen.lineTo(x, y + RADIUS + 1)
    pen.lineTo(x - RADIUS - 1, y)
    pen.closePath()
  } else pen.arc(x, y, RADIUS, 0, Math.PI * 2)
  const colour = colours.topic(event.message.topic)
  if (played) {
    pen.fillStyle = colour
    pen.fill()
  } else {
    pen.fillStyle = colours.surface
    pen.fill()
    pen.strokeStyle = colour
    pen.globalAlpha = 0.75
    pen.lineWidth = 1.25
    pen.stroke()
    pen.globalAlpha = 1
  }
}

function paintHeap(pen: CanvasRenderingContext2D, heap: LaneHeap, input: PaintInput, played: boolean): void {
  const { laneHeight, colours, isHeapMatch } = input
  const [first] = heap.events
  if (first === undefined) return
  // Ten times as many are drawn a step higher: the number itself is under the pointer and in the list.
  const tall = Math.min(1, 0.5 + Math.log10(heap.events.length / 4) * 0.25) * (laneHeight - 4)
  const top = (heap.lane + 0.5) * laneHeight - tall / 2
  pen.fillStyle = colours.topic(first.message.topic)
  pen.globalAlpha = played ? 1 : 0.35
  pen.fillRect(heap.x, top, MARK_PX - 1, tall)
  pen.globalAlpha = 1
  if (!isHeapMatch(heap)) return
  pen.strokeStyle = colours.attention
  pen.lineWidth = 1.5
  pen.strokeRect(heap.x - 1, top - 1.5, MARK_PX + 1, tall + 3)
}
