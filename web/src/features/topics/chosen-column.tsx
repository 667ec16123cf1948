import type { TopicSummary } from '@sluice/shared/topics'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Column } from '#ui/data-table/column.ts'
import type { TopicChoice } from './use-topic-choice.ts'

/** A tick before each topic. By keys it is Space on the active row, so it is no stop of its own. */
export function chosenColumn({ chosen, toggle }: TopicChoice, t: Translate): Column<TopicSummary> {
  return {
    id: 'chosen',
    header: <span className="sr-only">{t('topics.chosen')}</span>,
    name: t('topics.chosen'),
    track: '2rem',
    cell: ({ name }) => (
      <label className="-mx-2 flex h-7 items-center justify-center">
        <input
          type="checkbox"
          tabIndex={-1}
          aria-label={t('topics.choose', { topic: name })}
          checked={chosen.has(name)}
          onChange={() => toggle(name)}
          className="accent-[var(--accent)]"
        />
      </label>
    ),
  }
}
