import { classNames } from '#lib/class-names.ts'

export type StateTone = 'ok' | 'attention' | 'trouble' | 'unknown'

const SHAPES: Record<StateTone, string> = {
  ok: 'M5 1.5a3.5 3.5 0 1 1 0 7a3.5 3.5 0 1 1 0-7Z',
  attention: 'M5 .6 9.4 5 5 9.4.6 5Z',
  trouble: 'M5 .8 9.6 9H.4Z',
  unknown: 'M5 2a3 3 0 1 1 0 6a3 3 0 1 1 0-6Z',
}

const COLOURS: Record<StateTone, string> = {
  ok: 'text-ok',
  attention: 'text-attention',
  trouble: 'text-trouble',
  unknown: 'text-unknown',
}

/** A state by shape and colour; the word beside it is the caller's, as colour alone says nothing to some. */
export function StateMark({ tone, className }: { tone: StateTone; className?: string }) {
  return (
    <svg
      viewBox="0 0 10 10"
      aria-hidden="true"
      className={classNames('size-2.5 shrink-0', COLOURS[tone], className)}
    >
      <path
        d={SHAPES[tone]}
        fill={tone === 'unknown' ? 'none' : 'currentColor'}
        stroke="currentColor"
        strokeWidth={tone === 'unknown' ? 1.4 : 0}
      />
    </svg>
  )
}
