import type { EdgeCertainty } from '@sluice/shared/topology'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { spanShort } from '#lib/span-words.ts'
import { classWord, entityWords, percentOf } from './evidence-words.ts'

interface CertaintyListProps {
  certainty: readonly EdgeCertainty[]
  confidence: number
  /** When the graph was drawn. */
  at: number
}

/** What each class of proof adds, and what its age and its doubts take from it. */
export function CertaintyList({ certainty, confidence, at }: CertaintyListProps) {
  const { t, language } = useText()
  return (
    <ul className="flex flex-col gap-2 px-3 pb-3">
      {certainty.map((one) => (
        <li key={one.class}>
          <Share word={classWord(one.class, t)} value={one.value} />
          <p className="text-ink-muted text-meta">{reasons(one, at, t, language).join(' · ')}</p>
        </li>
      ))}
      {certainty.length > 1 && (
        <li>
          <Share word={t('why.together')} value={confidence} strong />
        </li>
      )}
    </ul>
  )
}

function Share({ word, value, strong = false }: { word: string; value: number; strong?: boolean }) {
  return (
    <div className="flex items-center gap-2">
      <span className={strong ? 'font-semibold' : 'font-medium'}>{word}</span>
      <span
        aria-hidden="true"
        className="ml-auto h-1.5 w-24 shrink-0 overflow-hidden rounded-full bg-hairline"
      >
        <span
          className={`block h-full ${value >= 0.9 ? 'bg-accent' : 'bg-attention'}`}
          style={{ width: `${value * 100}%` }}
        />
      </span>
      <span className="w-11 shrink-0 text-right tabular-nums">{percentOf(value)}</span>
    </div>
  )
}

/** What is as good as whole is not worth a word. */
const WHOLE = 0.995

function reasons(
  { weight, fresh, link, linked, lastSeen, count, class: of }: EdgeCertainty,
  at: number,
  t: Translate,
  language: Language,
): string[] {
  const { kind, name } = entityWords(linked, t)
  return [
    t('why.alone', { share: percentOf(weight) }),
    ...(fresh < WHOLE
      ? [t('why.aged', { age: spanShort(Math.max(0, at - lastSeen), language), share: percentOf(fresh) })]
      : []),
    ...(link < WHOLE ? [t('why.linked', { kind, name, share: percentOf(link) })] : []),
    ...(of === 'header' && count < 5 ? [t('why.few', { n: count })] : []),
  ]
}
