import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'

/** The signs of what moves, with their words. */
export function PlayLegend() {
  const { t } = useText()
  return (
    <ul className="ml-auto flex shrink-0 items-center gap-4 whitespace-nowrap text-ink-muted">
      <Item word={t('scene.legendWritten')}>
        <path d="M1 6H12" className="stroke-accent/40" strokeWidth="4" strokeLinecap="round" />
        <circle cx="14" cy="6" r="4" className="fill-accent" />
      </Item>
      <Item word={t('scene.legendAvailable')}>
        <path d="M1 6H12" className="stroke-accent/25" strokeWidth="4" strokeLinecap="round" />
        <circle cx="14" cy="6" r="3.6" className="fill-surface stroke-accent" strokeWidth="1.5" />
      </Item>
      <Item word={t('scene.legendStream')} rare>
        <path d="M4 6H16" className="stroke-accent/25" strokeWidth="8" strokeLinecap="round" />
        <circle cx="6" cy="6" r="2.2" className="fill-accent" />
        <circle cx="13" cy="6" r="2.2" className="fill-accent" />
      </Item>
    </ul>
  )
}

function Item({ word, rare = false, children }: { word: string; rare?: boolean; children: ReactNode }) {
  return (
    <li className={rare ? 'flex items-center gap-1.5 max-[1180px]:hidden' : 'flex items-center gap-1.5'}>
      <svg aria-hidden="true" viewBox="0 0 20 12" className="h-3 w-5 fill-none">
        {children}
      </svg>
      {word}
    </li>
  )
}
