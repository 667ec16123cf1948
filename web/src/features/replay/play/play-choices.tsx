import { ChevronDown } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { type PlayUrl, playStart } from './play-link.ts'
import type { PlayParts } from './play-parts.ts'
import { useRangeWords } from './range-words.ts'
import type { ChangePlayUrl } from './use-play-url.ts'

interface PlayChoicesProps {
  cluster: string
  url: PlayUrl
  parts: Pick<PlayParts, 'TopicPicker' | 'RangeForm'>
  onChange: ChangePlayUrl
}

/** Which topics are played, and from when to when. */
export function PlayChoices({ cluster, url, parts, onChange }: PlayChoicesProps) {
  const { t } = useText()
  const { query } = url
  const topics = query.topics ?? []
  const words = useRangeWords(query)
  const { TopicPicker, RangeForm } = parts
  return (
    <>
      <Choice label={t('play.topics')} text={t('play.topicsCount', { count: topics.length })}>
        {(close) => (
          <div className="w-96 max-w-full">
            <TopicPicker
              cluster={cluster}
              chosen={topics}
              onChoose={(next) => {
                close()
                onChange({ query: { ...query, topics: next } })
              }}
            />
          </div>
        )}
      </Choice>
      <Choice label={t('play.range')} text={words}>
        {(close) => (
          <RangeForm
            query={{ ...query, start: playStart(query) }}
            useLabel={t('play.rangeUse')}
            onUse={(part) => {
              close()
              onChange({ query: { ...query, ...part }, at: null })
            }}
          />
        )}
      </Choice>
    </>
  )
}

function Choice({
  label,
  text,
  children,
}: {
  label: string
  text: string
  children: (close: () => void) => ReactNode
}) {
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="field" aria-label={`${label}: ${text}`} className="!pr-1.5">
          <span className="max-w-64 truncate tabular-nums">{text}</span>
          <ChevronDown aria-hidden="true" className="size-3.5 shrink-0 text-ink-faint" />
        </Button>
      }
    >
      {children(() => setOpen(false))}
    </Popover>
  )
}
