import type { TopicPartition } from '@sluice/shared/topics'
import { ChevronDown } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { TextField } from '#ui/text-field.tsx'
import { formatPartitions, parsePartitions } from './partition-list.ts'

interface PartitionsFieldProps {
  /** Null: all of them. */
  chosen: readonly number[] | null
  partitions: readonly TopicPartition[] | null
  onChoose: (chosen: number[] | null) => void
}

/** Beyond this the numbers are written, not picked. */
const SHOWN = 120
const NAMED = 4

/** Which partitions are read: picked from a grid of numbers or written as a list. */
export function PartitionsField({ chosen, partitions, onChoose }: PartitionsFieldProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const [text, setText] = useState('')
  const [tried, setTried] = useState(false)
  const picked = new Set(parsePartitions(text) ?? [])

  const onOpenChange = (next: boolean) => {
    setOpen(next)
    setTried(false)
    if (next) setText(chosen === null ? '' : formatPartitions(chosen))
  }
  const pick = (partition: number) => {
    const next = new Set(picked)
    if (!next.delete(partition)) next.add(partition)
    setText(formatPartitions([...next].sort((a, b) => a - b)))
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React hands the event of a portal on to the form around its trigger, which must not run as well.
    event.stopPropagation()
    const numbers = parsePartitions(text)
    if (numbers === null && text.trim() !== '') return setTried(true)
    setOpen(false)
    onChoose(numbers === null || numbers.length === partitions?.length ? null : numbers)
  }

  return (
    <Popover
      label={t('messages.partitions')}
      open={open}
      onOpenChange={onOpenChange}
      trigger={
        <Button look="field" className="!pr-1.5">
          {chosenWords(chosen, partitions?.length ?? null, t)}
          <ChevronDown aria-hidden="true" className="size-3.5 text-ink-faint" />
        </Button>
      }
    >
      <form onSubmit={submit} className="flex w-80 flex-col gap-3">
        <div className="flex gap-2">
          <TextField
            label={t('messages.partitions')}
            mono
            placeholder={t('messages.partitionsHint')}
            className="flex-1"
            value={text}
            fault={tried ? t('messages.partitionsFault') : null}
            onChange={(event) => setText(event.target.value)}
          />
          <Button look="quiet" onClick={() => setText('')}>
            {t('messages.partitionsEvery')}
          </Button>
          <Button look="primary" type="submit">
            {t('messages.partitionsApply')}
          </Button>
        </div>
        {partitions !== null && partitions.length <= SHOWN && (
          <div className="grid grid-cols-8 gap-1">
            {partitions.map(({ partition }) => {
              const on = text.trim() === '' || picked.has(partition)
              return (
                <button
                  key={partition}
                  type="button"
                  aria-pressed={on}
                  onClick={() => pick(partition)}
                  className={classNames(
                    'h-7 rounded border text-meta tabular-nums transition-colors',
                    on ? 'border-transparent bg-accent-soft text-accent' : 'border-hairline text-ink-muted',
                  )}
                >
                  {partition}
                </button>
              )
            })}
          </div>
        )}
      </form>
    </Popover>
  )
}

function chosenWords(
  chosen: readonly number[] | null,
  count: number | null,
  t: ReturnType<typeof useText>['t'],
): string {
  if (chosen === null) return t('messages.partitionsAll', { count })
  if (chosen.length <= NAMED || count === null) {
    return t('messages.partitionsSome', { list: formatPartitions(chosen) })
  }
  return t('messages.partitionsCount', { count: chosen.length, of: count })
}
