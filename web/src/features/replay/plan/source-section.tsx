import type { MessagesQuery } from '@sluice/shared/messages-link'
import { ChevronDown, X } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { ReplayDraft } from './draft.ts'
import { FormHint, FormSection } from './form-section.tsx'
import type { PageParts } from './page-parts.ts'

interface SourceSectionProps {
  cluster: string
  draft: ReplayDraft
  parts: PageParts
  onSource: (part: Partial<Pick<ReplayDraft, 'topics' | 'query' | 'records'>>) => void
}

const NAMED_MAX = 12

/** What is re-published: a range of topics, narrowed by key, text and filter, or records chosen by hand. */
export function SourceSection({ cluster, draft, parts, onSource }: SourceSectionProps) {
  const { t } = useText()
  const { topics, query, records } = draft
  const { SourceFields } = parts
  const summary = t('republish.topicsCount', { n: topics.length })
  const narrow = (part: Partial<MessagesQuery>) => onSource({ query: { ...query, ...part } })
  return (
    <FormSection title={t('republish.source')} summary={summary} faulty={topics.length === 0} startOpen>
      <Topics cluster={cluster} draft={draft} parts={parts} onSource={onSource} />
      {records !== null ? (
        <p className="flex items-center gap-2">
          <StateMark tone="ok" />
          {t('republish.recordsChosen', { n: records.length, count: formatCount(records.length) })}
          <Button look="link" onClick={() => onSource({ records: null })}>
            {t('republish.recordsDrop')}
          </Button>
        </p>
      ) : (
        topics.length > 0 && (
          <>
            <SourceFields
              key={topics.join()}
              cluster={cluster}
              topics={topics}
              query={query}
              useLabel={t('republish.use')}
              onQuery={narrow}
            />
            {query.end === null && <FormHint>{t('republish.sourceEnd')}</FormHint>}
          </>
        )
      )}
    </FormSection>
  )
}

function Topics({ cluster, draft, parts: { TopicPicker }, onSource }: SourceSectionProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const { topics, query, records } = draft
  const choose = (chosen: readonly string[]) => {
    setOpen(false)
    const several = chosen.length > 1
    const offsets = query.start.kind === 'offsets'
    onSource({
      topics: chosen,
      // What names partitions is of the one topic it was said of.
      query: {
        ...query,
        topics: several ? chosen : null,
        partitions: null,
        ...(offsets && { start: { kind: 'oldest' as const } }),
      },
      ...(records !== null && { records: null }),
    })
  }
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {topics.slice(0, NAMED_MAX).map((topic) => (
        <span key={topic} className="inline-flex min-w-0 items-center gap-0.5">
          <TopicMark topic={topic} />
          {records === null && (
            <IconButton
              label={`${t('republish.remove')}: ${topic}`}
              className="!size-5"
              icon={<X aria-hidden="true" className="size-3" />}
              onClick={() => choose(topics.filter((other) => other !== topic))}
            />
          )}
        </span>
      ))}
      {topics.length > NAMED_MAX && <span className="text-ink-muted">+{topics.length - NAMED_MAX}</span>}
      {records === null && (
        <Popover
          label={t('republish.topics')}
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button look={topics.length === 0 ? 'primary' : 'field'} className="!pr-1.5">
              {t('republish.noTopics')}
              <ChevronDown aria-hidden="true" className="size-3.5" />
            </Button>
          }
        >
          <div className="w-96 max-w-full">
            <TopicPicker cluster={cluster} chosen={topics} onChoose={choose} />
          </div>
        </Popover>
      )}
    </div>
  )
}
