import type { Field, TopicFields } from '@sluice/shared/messages-cel'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { textOf } from './completion.ts'

interface FilterExamplesProps {
  known: TopicFields | undefined
  onChoose: (text: string) => void
}

/** Also stands in the empty field. */
export const EXAMPLE = "value.amount > 10000 && headers['source'] == 'rental'"

/** What a filter can look like: with the fields of this topic where they are known. */
export function FilterExamples({ known, onChoose }: FilterExamplesProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const examples = [
    {
      text: ofTopic(known?.fields ?? []) ?? EXAMPLE,
      why: t('cel.exampleBoth'),
    },
    { text: "value.status in ['late', 'lost']", why: t('cel.exampleOneOf') },
    { text: 'has(value.error) && value.error != null', why: t('cel.exampleHas') },
    {
      text: "value.items.exists(item, item.sku.startsWith('B-') && item.count > 1)",
      why: t('cel.exampleList'),
    },
    { text: "value.email.matches('^[^@]+@example\\\\.org$')", why: t('cel.exampleMatches') },
    { text: "timestamp > timestamp('2026-01-31T12:00:00Z') && size > 1000", why: t('cel.exampleTime') },
    { text: 'value == null', why: t('cel.exampleTombstone') },
  ]
  return (
    <Popover
      label={t('cel.examples')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<Button look="quiet">{t('cel.examples')}</Button>}
    >
      <ul className="flex w-[30rem] max-w-full flex-col">
        {examples.map(({ text, why }) => (
          <li key={text}>
            <button
              type="button"
              className="flex w-full flex-col rounded px-2 py-1 text-left hover:bg-surface-sunken"
              onClick={() => {
                onChoose(text)
                setOpen(false)
              }}
            >
              <code className="break-words font-mono text-ink text-meta">{text}</code>
              <span className="text-ink-muted text-meta">{why}</span>
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-2 max-w-[30rem] border-hairline border-t px-2 pt-2 text-ink-muted text-meta">
        {t('cel.about')}
      </p>
    </Popover>
  )
}

/** Two conditions on fields that most messages have, with values that they had. */
function ofTopic(fields: readonly Field[]): string | null {
  const usable = fields.filter(
    ({ members, share, examples }) => members.length > 0 && share > 0.5 && examples.length > 0,
  )
  const text = usable.find(({ types, root }) => root === 'value' && types[0] === 'string')
  const number = usable.find(({ types, root }) => root === 'value' && types[0] === 'number')
  const parts = [
    ...(text === undefined ? [] : [`${textOf(text)} == ${text.examples[0]}`]),
    ...(number === undefined ? [] : [`${textOf(number)} > ${number.examples[0]}`]),
  ]
  return parts.length === 0 ? null : parts.join(' && ')
}
