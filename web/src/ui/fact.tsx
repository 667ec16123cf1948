import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'

/** A figure and what it counts, in the order of the reader's language: `58 messages`, `메시지 58`. */
export function Fact({ label, children }: { label: string; children: ReactNode }) {
  const { language } = useText()
  const figure = <span className="text-ink tabular-nums">{children}</span>
  return (
    <span className="whitespace-nowrap text-ink-muted">
      {language === 'ko' ? (
        <>
          {label} {figure}
        </>
      ) : (
        <>
          {figure} {label}
        </>
      )}
    </span>
  )
}
