import type { Message } from '@sluice/shared/messages'
import { useState } from 'react'
import { HeaderDifferences } from '#features/messages/compare/header-differences.tsx'
import { wholeHeader } from '#features/messages/compare/header-pairs.ts'
import { PayloadComparison } from '#features/messages/compare/payload-comparison.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PayloadView } from '#ui/payload/payload-views.ts'
import { Tabs } from '#ui/tabs.tsx'

type Part = 'value' | 'key' | 'headers'

/** A record as it is beside what would be written: opens with the part that changes. */
export function ReplayComparison({ before, after }: { before: Message; after: Message }) {
  const { t } = useText()
  const differs: Record<Part, boolean> = {
    value: JSON.stringify(before.value) !== JSON.stringify(after.value),
    key: JSON.stringify(before.key) !== JSON.stringify(after.key),
    headers: before.headers.map(wholeHeader).join() !== after.headers.map(wholeHeader).join(),
  }
  const [asked, setAsked] = useState<Part | null>(null)
  const [view, setView] = useState<PayloadView | null>(null)
  const part = asked ?? (['value', 'key', 'headers'] as const).find((one) => differs[one]) ?? 'value'
  const mark = (one: Part) => (differs[one] ? { count: '≠' } : {})
  return (
    <Tabs
      label={t('republish.tabs')}
      value={part}
      onChange={setAsked}
      tabs={[
        { id: 'value', label: t('republish.tabValue'), ...mark('value') },
        { id: 'key', label: t('republish.tabKey'), ...mark('key') },
        { id: 'headers', label: t('republish.tabHeaders'), ...mark('headers') },
      ]}
    >
      {part === 'headers' ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: nothing in it takes the focus, and it may be longer than its place
        <section aria-label={t('republish.tabHeaders')} tabIndex={0}>
          <HeaderDifferences a={before} b={after} />
        </section>
      ) : (
        <PayloadComparison
          key={`${part} ${before.topic} ${before.partition} ${before.offset} ${view}`}
          a={before[part]}
          b={after[part]}
          view={view}
          onView={setView}
        />
      )}
    </Tabs>
  )
}
