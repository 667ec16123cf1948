import { ListFilter } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Check } from '#ui/check.tsx'
import { Popover } from '#ui/popover.tsx'
import { TextField } from '#ui/text-field.tsx'
import { readNumbers, readScope, type ScopeTopic, writeNumbers, writeScope } from './move-scope.ts'

interface ScopePickerProps {
  scope: readonly ScopeTopic[]
  topics: readonly string[]
  /** The move names its partitions by itself. */
  named: boolean
  onScope: (scope: readonly ScopeTopic[]) => void
}

/** Which topics and partitions a move is of; none chosen is all of them. */
export function ScopePicker({ scope, topics, named, onScope }: ScopePickerProps) {
  const { t } = useText()
  const [only] = scope
  const words =
    only === undefined
      ? t(named ? 'moving.scopeNamed' : 'moving.scopeAll')
      : scope.length === 1
        ? writeScope(scope)
        : t('moving.scopeSome', { n: scope.length })
  const listed = [...new Set([...topics, ...scope.map(({ topic }) => topic)])].sort()
  const toggle = (topic: string, on: boolean) =>
    onScope(on ? [...scope, { topic, partitions: null }] : scope.filter((one) => one.topic !== topic))
  return (
    <span className="flex items-center gap-2">
      <span className="text-ink-muted text-meta">{t('moving.of')}</span>
      <Popover
        label={t('moving.scope')}
        trigger={
          <Button
            look="field"
            aria-label={`${t('moving.scope')}: ${words}`}
            icon={<ListFilter aria-hidden="true" className="size-3.5 text-ink-faint" />}
          >
            <span className="max-w-72 truncate">{words}</span>
          </Button>
        }
      >
        <div className="flex max-h-96 w-96 flex-col gap-2">
          <div className="flex items-center justify-between">
            <h2 className="font-medium">{t('moving.scopeTopics')}</h2>
            <Button look="link" disabled={scope.length === 0} onClick={() => onScope([])}>
              {t('moving.scopeReset')}
            </Button>
          </div>
          <ul className="flex min-h-0 flex-col gap-1 overflow-auto">
            {listed.map((topic) => {
              const chosen = scope.find((one) => one.topic === topic)
              return (
                <li key={topic} className="flex items-center gap-2">
                  <Check
                    on={chosen !== undefined}
                    onChange={(on) => toggle(topic, on)}
                    className="min-w-0 flex-1 truncate font-mono text-meta"
                  >
                    {topic}
                  </Check>
                  {chosen && (
                    <PartitionsField
                      chosen={chosen}
                      onPartitions={(partitions) =>
                        onScope(scope.map((one) => (one.topic === topic ? { topic, partitions } : one)))
                      }
                    />
                  )}
                </li>
              )
            })}
          </ul>
          <OtherTopic onAdd={(topic) => toggle(topic, true)} known={scope} />
        </div>
      </Popover>
    </span>
  )
}

interface PartitionsFieldProps {
  chosen: ScopeTopic
  onPartitions: (partitions: readonly number[] | null) => void
}

function PartitionsField({ chosen: { topic, partitions }, onPartitions }: PartitionsFieldProps) {
  const { t } = useText()
  const [text, setText] = useState(partitions === null ? '' : writeNumbers(partitions))
  const numbers = text.trim() === '' ? null : readNumbers(text)
  return (
    <TextField
      label={t('moving.scopePartitions', { topic })}
      mono
      className="w-32 shrink-0"
      placeholder={t('moving.scopePartitionsHint')}
      value={text}
      fault={numbers === undefined ? t('moving.scopePartitionsFault') : null}
      onChange={(event) => {
        setText(event.target.value)
        const read = event.target.value.trim() === '' ? null : readNumbers(event.target.value)
        if (read !== undefined) onPartitions(read)
      }}
    />
  )
}

function OtherTopic({ known, onAdd }: { known: readonly ScopeTopic[]; onAdd: (topic: string) => void }) {
  const { t } = useText()
  const [text, setText] = useState('')
  const [read] = readScope(text)
  const fits =
    read !== undefined && read.partitions === null && !known.some(({ topic }) => topic === read.topic)
  const add = () => {
    if (!fits) return
    onAdd(read.topic)
    setText('')
  }
  return (
    <form
      className="flex gap-2"
      onSubmit={(event) => {
        event.preventDefault()
        add()
      }}
    >
      <TextField
        label={t('moving.scopeOther')}
        placeholder={t('moving.scopeOther')}
        mono
        className="flex-1"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Button type="submit" disabled={!fits}>
        {t('moving.scopeAdd')}
      </Button>
    </form>
  )
}
