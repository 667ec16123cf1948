import type { TopologyNode } from '@sluice/shared/topology'
import { X } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { kindWord, nameOf } from '../scene/card-text.ts'

interface MergeWithProps {
  node: TopologyNode
  others: readonly TopologyNode[]
  refusal: string | null
  busy: boolean
  onMerge: (others: readonly TopologyNode[], name: string) => void
}

/** Several nodes that are one service; it has the first name that one of them has. */
export function MergeWith({ node, others, refusal, busy, onMerge }: MergeWithProps) {
  const { t } = useText()
  const [ids, setIds] = useState<readonly string[]>([])
  const chosen = others.filter(({ id }) => ids.includes(id))
  const left = others.filter(({ id }) => !ids.includes(id))
  const name =
    [...chosen, node].find((one) => one.kind === 'service' && one.name)?.name ??
    [node, ...chosen].find((one) => one.name)?.name
  const label = (one: TopologyNode) =>
    one.name === null ? `${nameOf(one, t)} (${one.id})` : `${one.name} · ${kindWord(one.kind, t)}`
  if (others.length === 0) return null
  return (
    <div className="flex flex-col gap-1">
      <SelectField
        label={t('who.merge')}
        labelShown
        className="min-w-0 [&>label]:w-16 [&>label]:shrink-0 [&>span]:max-w-[calc(100%-4.5rem)]"
        value=""
        options={[
          { value: '', label: t('who.mergeChoose') },
          ...left.map((one) => ({ value: one.id, label: label(one) })),
        ]}
        onChange={(id) => id !== '' && setIds([...ids, id])}
      />
      {chosen.length > 0 && (
        <div className="flex flex-col gap-1 pl-[4.5rem]">
          <ul>
            {chosen.map((one) => (
              <li key={one.id} className="flex items-center gap-1">
                <span className="min-w-0 truncate font-mono">{label(one)}</span>
                <IconButton
                  label={t('who.mergeNot', { name: nameOf(one, t) })}
                  icon={<X aria-hidden="true" className="size-3.5" />}
                  onClick={() => setIds(ids.filter((id) => id !== one.id))}
                />
              </li>
            ))}
          </ul>
          {name ? (
            <RefusableButton
              refusal={refusal}
              disabled={busy}
              className="self-start"
              onClick={() => onMerge(chosen, name)}
            >
              {t('who.mergeSay', { name })}
            </RefusableButton>
          ) : (
            <p className="text-ink-muted text-meta">{t('who.mergeNameless')}</p>
          )}
        </div>
      )}
    </div>
  )
}
