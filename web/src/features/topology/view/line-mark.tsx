import { type EdgeLine, edgeDashes } from '../scene/edge-style.ts'

/** How sure an edge is, as its line in the picture says it; the words beside it are the caller's. */
export function LineMark({ line, width }: { line: EdgeLine; width: number }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 30 10" className="h-2.5 w-[30px] shrink-0 text-water-edge">
      <path
        d="M1 5h28"
        stroke="currentColor"
        strokeWidth={width}
        strokeLinecap={line === 'dotted' ? 'round' : 'butt'}
        strokeDasharray={edgeDashes(line, width)?.join(' ')}
      />
    </svg>
  )
}
