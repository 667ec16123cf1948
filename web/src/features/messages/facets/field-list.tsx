import { use, useCallback, useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { type Columns, hasColumn } from '../columns/columns.ts'
import { type FieldPath, fieldText } from '../columns/field-path.ts'
import { FacetContext } from './facet-context.ts'
import { type FieldGroup, fieldGroups } from './field-choices.ts'
import { FieldRow } from './field-row.tsx'
import { FieldTally } from './field-tally.ts'
import { useRowPass } from './use-row-pass.ts'

interface FieldListProps {
  words: string
  /** The words are a path that can be added as it is. */
  written: boolean
  columns: Columns
  onToggle: (path: FieldPath, shown: boolean) => void
}

/** Fields drawn at once: more than anybody reads through. */
const SHOWN_MAX = 200

/** Every field of the loaded messages with its share and kinds; opened, one shows its values. */
export function FieldList({ words, written, columns, onToggle }: FieldListProps) {
  const { t } = useText()
  const { rows, count } = use(FacetContext)
  const make = useCallback(() => new FieldTally(), [])
  const { tally, done, complete } = useRowPass(rows, count, make)
  const [opened, setOpened] = useState<string | null>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the tally is one object that counts on
  const groups = useMemo(() => fieldGroups(tally.fields(), words), [tally, done, words])
  const { shown, hidden } = firstFields(groups)
  return (
    <section aria-label={t('columns.panel')} className="flex flex-col gap-1.5">
      <p role="status" className="text-ink-muted text-meta tabular-nums">
        {complete
          ? observedWords(tally.total, t)
          : t('columns.counting', { done: formatCount(done), of: formatCount(count) })}
      </p>
      {shown.map(({ id, fields }) => (
        <div key={id}>
          <h3 className="text-ink-faint text-meta">{groupName(id, t)}</h3>
          <ul className="-mx-1.5">
            {fields.map((field) => {
              const text = fieldText(field.path)
              return (
                <FieldRow
                  key={text}
                  field={field}
                  total={tally.total}
                  shown={hasColumn(columns, text)}
                  open={opened === text}
                  onToggle={(on) => onToggle(field.path, on)}
                  onOpen={() => setOpened(opened === text ? null : text)}
                />
              )
            })}
          </ul>
        </div>
      ))}
      <Notes
        lines={[
          hidden > 0 && t('columns.moreMatches', { text: formatCount(hidden) }),
          groups.length === 0 && !written && complete && t('columns.notPath'),
          tally.cut > 0 && t('columns.cut', { count: tally.cut, text: formatCount(tally.cut) }),
          tally.more && t('columns.moreFields'),
        ]}
      />
    </section>
  )
}

function observedWords(count: number, t: ReturnType<typeof useText>['t']): string {
  return count === 0 ? t('columns.noMessages') : t('columns.observed', { count, text: formatCount(count) })
}

function Notes({ lines }: { lines: readonly (string | false)[] }) {
  return lines
    .filter((line) => line !== false)
    .map((line) => (
      <p key={line} className="text-ink-muted text-meta">
        {line}
      </p>
    ))
}

function firstFields(groups: readonly FieldGroup[]): { shown: FieldGroup[]; hidden: number } {
  let room = SHOWN_MAX
  let hidden = 0
  const shown = groups.map(({ id, fields }) => {
    const first = fields.slice(0, room)
    room -= first.length
    hidden += fields.length - first.length
    return { id, fields: first }
  })
  return { shown: shown.filter(({ fields }) => fields.length > 0), hidden }
}

function groupName(id: FieldGroup['id'], t: ReturnType<typeof useText>['t']): string {
  switch (id) {
    case 'value':
      return t('columns.groupValue')
    case 'key':
      return t('columns.groupKey')
    case 'headers':
      return t('columns.groupHeaders')
    case 'meta':
      return t('columns.groupMeta')
  }
}
