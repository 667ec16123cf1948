import { type Find, findsEverywhere } from '@sluice/shared/messages-find'
import { useText } from '#lib/i18n/text-provider.tsx'
import { findPartNames } from './find-words.ts'

/** Short marks for every choice that makes a search find less than it could. */
export function FindMarks({ find }: { find: Find }) {
  const { t } = useText()
  const parts = findPartNames(find.in, t)
  return (
    <>
      {!findsEverywhere(find) && <Mark tip={t('find.onlyIn', { parts })}>{parts}</Mark>}
      {find.exactCase && <Mark tip={t('find.matchCase')}>Aa</Mark>}
      {find.bytes && <Mark tip={t('find.bytes')}>0x</Mark>}
    </>
  )
}

export function Mark({ tip, children }: { tip: string; children: string }) {
  return (
    <span
      data-tip={tip}
      className="shrink-0 whitespace-nowrap rounded bg-accent-soft px-1 text-accent text-meta"
    >
      <span className="sr-only">{tip}</span>
      <span aria-hidden="true">{children}</span>
    </span>
  )
}
