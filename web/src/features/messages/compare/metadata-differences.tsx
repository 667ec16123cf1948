import type { MessageDetail } from '@sluice/shared/messages-detail'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { factGroups } from '../record-fact-groups.ts'

/** What the log says of both records, fact by fact. */
export function MetadataDifferences({ a, b }: { a: MessageDetail; b: MessageDetail }) {
  const { t } = useText()
  const zone = useTimeZone()
  const right = new Map(factGroups(b, b, zone, t).map((group) => [group.title, group.facts]))
  return (
    <div className="flex flex-col gap-4 p-3">
      {factGroups(a, a, zone, t).map(({ title, facts }) => {
        const others = right.get(title) ?? []
        const names = [...new Set([...facts, ...others].map(([name]) => name))]
        return (
          <section key={title}>
            <h3 className="pb-1 text-ink-faint text-meta">{title}</h3>
            <dl className="grid grid-cols-[8rem_1fr_1fr] gap-x-3">
              {names.map((name) => {
                const [left, other] = [shownOf(facts, name), shownOf(others, name)]
                return (
                  <div
                    key={name}
                    className={classNames(
                      'col-span-3 grid min-h-7 grid-cols-subgrid items-center',
                      left !== other && 'bg-attention-soft',
                    )}
                  >
                    <dt className="text-ink-muted">{name}</dt>
                    <dd className="min-w-0 break-all font-mono text-meta tabular-nums">{left ?? '—'}</dd>
                    <dd className="min-w-0 break-all font-mono text-meta tabular-nums">{other ?? '—'}</dd>
                  </div>
                )
              })}
            </dl>
          </section>
        )
      })}
    </div>
  )
}

function shownOf(facts: ReturnType<typeof factGroups>[number]['facts'], name: string): string | null {
  return facts.find(([other]) => other === name)?.[1] ?? null
}
