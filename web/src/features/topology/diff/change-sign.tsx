import { useText } from '#lib/i18n/text-provider.tsx'
import type { ChangeSign } from './changes.ts'

const LOOK = {
  appeared: ['+', 'bg-ok'],
  vanished: ['−', 'bg-trouble'],
  changed: ['~', 'bg-attention'],
} as const
const WORDS = {
  appeared: 'times.appeared',
  vanished: 'times.vanished',
  changed: 'times.changed',
} as const

/** The sign that the picture bears as well. */
export function ChangeMark({ sign }: { sign: ChangeSign }) {
  const { t } = useText()
  const [text, ground] = LOOK[sign]
  return (
    <span
      role="img"
      aria-label={t(WORDS[sign])}
      className={`inline-flex size-4 shrink-0 items-center justify-center rounded-full font-bold text-surface text-[0.8125rem] leading-none ${ground}`}
    >
      {text}
    </span>
  )
}
