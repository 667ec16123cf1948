import type { DeadLetter, DeadLetterGroup } from '@sluice/shared/replay-dead-letters'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import { hopeOf } from './failure-words.ts'
import { isChosen, type LetterChoice, letterId } from './letter-choice.ts'
import { LetterRow } from './letter-row.tsx'
import type { LetterEdits } from './redrive-draft.ts'

interface GroupDetailProps {
  cluster: string
  topic: string
  group: DeadLetterGroup
  choice: LetterChoice
  edits: LetterEdits
  onToggle: (letter: DeadLetter) => void
  /** Undefined: the value as it was. */
  onEdit: (letter: DeadLetter, value: string | null | undefined) => void
}

/** What is known of records that failed alike, and the newest of them. */
export function GroupDetail({ cluster, topic, group, choice, edits, onToggle, onEdit }: GroupDetailProps) {
  const { t } = useText()
  const { exception, messages, origins, by, records, samples } = group
  return (
    <>
      <div className="flex flex-col gap-2 p-3">
        <p className="flex flex-wrap items-center gap-2">
          <Badge>{t(`redrive.class_${group.class}`)}</Badge>
          <span className="font-mono [overflow-wrap:anywhere]">{exception ?? t('redrive.noException')}</span>
        </p>
        {saysOf(group, t).map(({ tone, text }) => (
          <p key={text} className="flex items-baseline gap-2">
            <StateMark tone={tone} />
            <span>{text}</span>
          </p>
        ))}
      </div>
      <Counted title={t('redrive.messages')} rows={messages.map(({ text, records: n }) => [text, n])} />
      <Counted
        title={t('redrive.columnOrigin')}
        rows={origins.map(({ topic: name, records: n }) => [name ?? t('redrive.noOrigin'), n])}
      />
      <Counted title={t('redrive.columnBy')} rows={by.map(({ name, records: n }) => [name, n])} />
      <section aria-label={t('redrive.records')} className="border-hairline border-t pt-3">
        <h3 className="flex items-baseline gap-2 px-3 pb-1 font-semibold">
          {t('redrive.records')}
          <span className="font-normal text-ink-muted text-meta">
            {t('redrive.samplesOf', { shown: samples.length, n: records })}
          </span>
        </h3>
        <ul>
          {samples.map((letter) => {
            const id = letterId(letter)
            return (
              <LetterRow
                key={id}
                cluster={cluster}
                topic={topic}
                letter={letter}
                chosen={isChosen(choice, group.id, id) === true}
                edit={edits.get(id)}
                full={edits.size >= EDITS_MAX && !edits.has(id)}
                onToggle={() => onToggle(letter)}
                onEdit={(value) => onEdit(letter, value)}
              />
            )
          })}
        </ul>
      </section>
    </>
  )
}

/** As many as the contract takes. */
const EDITS_MAX = 100

function saysOf(
  group: DeadLetterGroup,
  t: ReturnType<typeof useText>['t'],
): { tone: StateTone; text: string }[] {
  const { replayed, mostReplays, twins, origins } = group
  const originless = origins.find(({ topic }) => topic === null)?.records ?? 0
  return [
    hopeOf(group.class, t),
    ...(replayed > 0
      ? [{ tone: 'attention' as const, text: t('redrive.looping', { n: replayed, most: mostReplays }) }]
      : []),
    ...(twins > 0 ? [{ tone: 'attention' as const, text: t('redrive.twins', { n: twins }) }] : []),
    ...(originless > 0
      ? [{ tone: 'attention' as const, text: t('redrive.originless', { n: originless }) }]
      : []),
  ]
}

function Counted({
  title,
  rows,
}: {
  title: string
  rows: readonly (readonly [string, number])[]
}): ReactNode {
  if (rows.length === 0) return null
  return (
    <section aria-label={title} className="border-hairline border-t px-3 py-2">
      <h3 className="pb-1 text-ink-muted text-meta">{title}</h3>
      <ul className="flex flex-col gap-0.5">
        {rows.map(([text, n]) => (
          <li key={text} className="flex items-baseline gap-3">
            <span className="min-w-0 flex-1 font-mono text-meta [overflow-wrap:anywhere]">{text}</span>
            <span className="tabular-nums">{formatCount(n)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
