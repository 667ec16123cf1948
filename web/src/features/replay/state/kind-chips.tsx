import type { StateSummary } from '@sluice/shared/replay-state'
import { classNames } from '#lib/class-names.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { countOf, firstKinds } from './kind-counts.ts'
import { KindSign } from './kind-sign.tsx'
import { kindTips, kindWords } from './kind-words.ts'
import type { ShownKind } from './state-link.ts'

interface KindChipsProps {
  state: StateSummary
  /** Null: those that a reader wants first. */
  kinds: readonly ShownKind[] | null
  onKinds: (kinds: readonly ShownKind[] | null) => void
}

const OF_ONE: readonly ShownKind[] = ['live', 'deleted', 'unknown']
const OF_TWO: readonly ShownKind[] = ['added', 'removed', 'changed', 'rewritten', 'same', 'unknown']

/** How many keys are how, and which of them are shown. */
export function KindChips({ state, kinds, onKinds }: KindChipsProps) {
  const { t } = useText()
  const all = state.changes === null ? OF_ONE : OF_TWO
  const first = firstKinds(state)
  const shown = kinds ?? first
  const toggle = (kind: ShownKind) => {
    const next = all.filter((one) => (one === kind ? !shown.includes(one) : shown.includes(one)))
    const asFirst = next.length === first.length && next.every((one) => first.includes(one))
    onKinds(asFirst || next.length === 0 ? null : next)
  }
  return (
    <fieldset className="flex min-w-0 flex-wrap items-center gap-1">
      <legend className="sr-only">{t('state.show')}</legend>
      {all.map((kind) => (
        <Chip
          key={kind}
          kind={kind}
          count={countOf(state, kind)}
          pressed={shown.includes(kind)}
          onPress={() => toggle(kind)}
          t={t}
        />
      ))}
    </fieldset>
  )
}

interface ChipProps {
  kind: ShownKind
  count: number
  pressed: boolean
  onPress: () => void
  t: Translate
}

function Chip({ kind, count, pressed, onPress, t }: ChipProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      data-tip={kindTips(t)[kind]}
      onClick={onPress}
      className={classNames(
        'inline-flex h-6 items-center gap-1.5 whitespace-nowrap rounded-md border px-2 text-meta transition-colors',
        pressed
          ? 'border-accent/40 bg-accent-soft text-ink'
          : 'border-hairline text-ink-muted hover:border-hairline-strong hover:text-ink',
      )}
    >
      <KindSign kind={kind} />
      {kindWords(t)[kind]}
      <span className="tabular-nums">{formatCount(count)}</span>
    </button>
  )
}
