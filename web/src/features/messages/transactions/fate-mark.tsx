import type { TransactionFate } from '@sluice/shared/messages-fate'
import { classNames } from '#lib/class-names.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'

/** A tick, a cross, an open ring: told apart without their colours. */
const SHAPES: Record<TransactionFate, string> = {
  committed: 'M1.5 5.5 4 8 8.5 2',
  aborted: 'M2 2 8 8M8 2 2 8',
  open: 'M8.2 3A3.6 3.6 0 1 0 8.6 5',
}

const COLOURS: Record<TransactionFate, string> = {
  committed: 'text-ink-faint',
  aborted: 'text-trouble',
  open: 'text-attention',
}

export function fateWord(fate: TransactionFate, t: Translate): string {
  return { committed: t('fate.committed'), aborted: t('fate.aborted'), open: t('fate.open') }[fate]
}

function fateTip(fate: TransactionFate, t: Translate): string {
  return { committed: t('fate.committedTip'), aborted: t('fate.abortedTip'), open: t('fate.openTip') }[fate]
}

/** What became of a message's transaction, as shape and word. */
export function FateMark({ fate }: { fate: TransactionFate }) {
  const { t } = useText()
  return (
    <span
      data-tip={fateTip(fate, t)}
      className={classNames(
        'inline-flex items-center gap-1 whitespace-nowrap text-meta',
        COLOURS[fate],
        fate !== 'committed' && 'font-medium',
      )}
    >
      <svg viewBox="0 0 10 10" aria-hidden="true" className="size-2.5 shrink-0">
        <path d={SHAPES[fate]} fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinecap="round" />
      </svg>
      {fateWord(fate, t)}
    </span>
  )
}
