import { useText } from '#lib/i18n/text-provider.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import type { Choice } from './completion.ts'

interface CompletionListProps {
  id: string
  choices: readonly Choice[]
  active: number
  onTake: (choice: Choice) => void
}

/** What can be written here. The focus stays in the field; the choice that Enter would take is marked. */
export function CompletionList({ id, choices, active, onTake }: CompletionListProps) {
  const { t } = useText()
  return (
    <ChoiceList
      {...{ id, choices, active, onTake }}
      label={t('cel.choices')}
      className="max-h-64 max-w-full"
      detail={(choice) => <span className="ml-auto shrink-0 pl-4 text-ink-muted">{detailOf(choice, t)}</span>}
    />
  )
}

function detailOf({ field, detail }: Choice, t: ReturnType<typeof useText>['t']): string {
  if (field === null) return detail
  const share = Math.round(field.share * 100)
  const [example] = field.examples
  return [
    field.types.join(' · '),
    ...(share < 100 ? [t('cel.share', { share: String(Math.max(share, 1)) })] : []),
    ...(example === undefined ? [] : [example]),
  ].join('  ')
}
