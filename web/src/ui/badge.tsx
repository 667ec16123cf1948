import type { ReactNode } from 'react'
import { classNames } from '#lib/class-names.ts'

interface BadgeProps {
  children: ReactNode
  tone?: 'plain' | 'accent' | 'attention' | 'trouble'
  tip?: string | undefined
}

const TONES = {
  plain: 'border-hairline text-ink-muted',
  accent: 'border-transparent bg-accent-soft text-accent',
  attention: 'border-transparent bg-attention-soft text-attention',
  trouble: 'border-transparent bg-trouble-soft text-trouble',
} as const

export function Badge({ children, tone = 'plain', tip }: BadgeProps) {
  return (
    <span
      data-tip={tip}
      className={classNames(
        'inline-flex items-center gap-1 whitespace-nowrap rounded border px-1.5 text-meta leading-[1.125rem]',
        TONES[tone],
      )}
    >
      {children}
    </span>
  )
}
