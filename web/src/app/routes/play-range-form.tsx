import type { MessagesQuery } from '@sluice/shared/messages-link'
import { type FormEvent, useState } from 'react'
import { type Draft, draftOf, readDraft } from '#features/messages/draft.ts'
import { EndFields } from '#features/messages/end-fields.tsx'
import { StartFields } from '#features/messages/start-fields.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'

interface PlayRangeFormProps {
  query: MessagesQuery
  useLabel: string
  onUse: (part: Pick<MessagesQuery, 'start' | 'end'>) => void
}

const KINDS: readonly Draft['kind'][] = ['time', 'oldest', 'offset', 'bookmark', 'group']

/** From where to where, in the fields of the messages page. */
export function PlayRangeForm({ query, useLabel, onUse }: PlayRangeFormProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const [draft, setDraft] = useState(() => draftOf(query, zone))
  const [tried, setTried] = useState(false)
  const reading = readDraft(draft, zone, Date.now())
  const fault = tried && !reading.ok ? reading.fault : null
  const use = (next: Draft) => {
    const read = readDraft(next, zone, Date.now())
    setDraft(next)
    setTried(true)
    if (read.ok) onUse({ start: read.start, end: read.end })
  }
  const edit = (part: Partial<Draft>) => {
    setDraft({ ...draft, ...part })
    setTried(false)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    event.stopPropagation()
    use(draft)
  }
  return (
    <form onSubmit={submit} className="flex w-[26rem] max-w-full flex-col gap-2">
      <div className="flex flex-wrap items-center gap-2">
        <span className="w-10 text-ink-muted text-meta">{t('play.rangeFrom')}</span>
        <StartFields
          draft={draft}
          fault={fault}
          partitions={null}
          across
          kinds={KINDS}
          onEdit={edit}
          onChoose={edit}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <span className="w-10 text-ink-muted text-meta">{t('play.rangeTo')}</span>
        <EndFields
          draft={draft.end}
          fault={fault}
          onEdit={(end) => edit({ end })}
          onChoose={(end) => edit({ end })}
        />
      </div>
      <div className="flex justify-end pt-1">
        <Button look="primary" type="submit">
          {useLabel}
        </Button>
      </div>
    </form>
  )
}
