import { ChevronDown, Layers } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import type { MessagesUrl } from '../messages.url.ts'
import { TopicPicker } from './topic-picker.tsx'
import { useTopicChoice } from './use-topic-choice.ts'

interface TopicsFieldProps {
  cluster: string
  /** The topic of the page; null where it shows several. */
  own: string | null
  url: MessagesUrl
}

/** Which topics are read: others beside the one of the page, or another choice of several. */
export function TopicsField({ cluster, own, url }: TopicsFieldProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const choose = useTopicChoice(cluster, own, url)
  const chosen = own === null ? (url.topics ?? []) : [own]
  return (
    <Popover
      label={t('across.field')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        own === null ? (
          <Button look="field" className="!pr-1.5">
            {t('across.topics', { count: chosen.length })}
            <ChevronDown aria-hidden="true" className="size-3.5 text-ink-faint" />
          </Button>
        ) : (
          <Button
            look="field"
            aria-label={t('across.add')}
            data-tip={t('across.add')}
            icon={<Layers aria-hidden="true" className="size-3.5 text-ink-muted" />}
          />
        )
      }
    >
      <div className="w-96 max-w-full">
        <TopicPicker
          cluster={cluster}
          chosen={chosen}
          onChoose={(topics) => {
            setOpen(false)
            choose(topics)
          }}
        />
      </div>
    </Popover>
  )
}
