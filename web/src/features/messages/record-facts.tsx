import type { Message } from '@sluice/shared/messages'
import type { MessageDetail } from '@sluice/shared/messages-detail'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import type { Fact } from './record-fact.ts'
import { factGroups } from './record-fact-groups.ts'

interface RecordFactsProps {
  message: Message
  /** Null until the whole record is here: the facts of its batch come with it. */
  whole: MessageDetail | null
}

/** Everything that the log says of a record beside its content. */
export function RecordFacts({ message, whole }: RecordFactsProps) {
  const { t } = useText()
  const zone = useTimeZone()
  return (
    <div className="flex flex-col gap-4 p-3">
      {factGroups(message, whole, zone, t).map(({ title, facts }) => (
        <Group key={title} title={title} facts={facts} />
      ))}
    </div>
  )
}

function Group({ title, facts }: { title: string; facts: readonly Fact[] }): ReactNode {
  const { t } = useText()
  return (
    <section>
      <h3 className="pb-1 text-ink-faint text-meta">{title}</h3>
      <dl className="grid grid-cols-[8.5rem_1fr] gap-x-3">
        {facts.map(([name, shown, copied]) => (
          <div key={name} className="group/fact col-span-2 grid min-h-7 grid-cols-subgrid items-center">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="flex min-w-0 items-center gap-1">
              <span className="min-w-0 break-all font-mono text-meta tabular-nums">
                {shown ?? t('ui.loading')}
              </span>
              {copied !== undefined && (
                <CopyButton
                  label={t('messages.copyNode')}
                  text={copied}
                  className="opacity-0 focus-visible:opacity-100 group-hover/fact:opacity-100"
                />
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
