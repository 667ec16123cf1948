import { sagaLetter } from './flow-brush.ts'

/** The letter and the colour of a story that is followed. */
export function SagaBadge({ saga }: { saga: number }) {
  return (
    <span
      style={{ backgroundColor: `var(--saga-${saga + 1})` }}
      className="inline-flex size-4 shrink-0 items-center justify-center rounded-full font-bold text-[0.625rem] text-surface leading-none"
    >
      {sagaLetter(saga)}
    </span>
  )
}
