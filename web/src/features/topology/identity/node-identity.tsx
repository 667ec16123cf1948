import type { TopologyNode } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import { type ReactNode, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { Section } from '#ui/section.tsx'
import { TextField } from '#ui/text-field.tsx'
import { MergeWith } from './merge-with.tsx'
import { PartsList } from './parts-list.tsx'
import { withMerge, withName, withOwner, withSplit } from './rule-edits.ts'
import { useIdentity } from './use-identity.ts'

interface NodeIdentityProps {
  cluster: string
  node: TopologyNode
  nodes: readonly TopologyNode[]
  onNode: (id: string) => void
}

const ACTORS: readonly TopologyNode['kind'][] = ['service', 'group', 'writer']

/** Saying who a node is: its name, with whom it is one, to whom it belongs, and what is not part of it. */
export function NodeIdentity({ cluster, node, nodes, onNode }: NodeIdentityProps) {
  const { t } = useText()
  const { identity, change, busy, refusal } = useIdentity(cluster)
  const acts = ACTORS.includes(node.kind)
  if (identity === undefined || (!acts && node.kind !== 'topic')) return null
  const merge = async (others: readonly TopologyNode[], name: string) => {
    const entities: EntityId[] = [node, ...others].map(({ id }) => id)
    if (await change((rules) => withMerge(rules, entities, name))) onNode(`service:${name}`)
  }
  const shared = { refusal, busy }
  return (
    <Section title={t('who.node')}>
      <div className="flex flex-col gap-2 px-3 pb-3">
        {acts && (
          <Said
            {...shared}
            label={t('who.name')}
            value={node.name ?? ''}
            hint={node.name === null ? t('who.nameHint') : null}
            onSay={(name) => change((rules) => withName(rules, node.id, name))}
          >
            {t('who.nameSay')}
          </Said>
        )}
        {node.name !== null && (
          <Said
            {...shared}
            label={t('who.owner')}
            value={node.owner ?? ''}
            hint={null}
            onSay={(owner) => change((rules) => withOwner(rules, node.name ?? '', owner))}
          >
            {t('who.ownerSay')}
          </Said>
        )}
        {acts && (
          <MergeWith
            {...shared}
            node={node}
            others={nodes.filter(({ id, kind }) => id !== node.id && ACTORS.includes(kind))}
            onMerge={(others, name) => void merge(others, name)}
          />
        )}
        {acts && node.partCount > 1 && (
          <PartsList
            {...shared}
            parts={node.parts}
            onSplit={(part) => void change((rules) => withSplit(rules, part))}
          />
        )}
      </div>
    </Section>
  )
}

interface SaidProps {
  label: string
  value: string
  hint: string | null
  refusal: string | null
  busy: boolean
  onSay: (text: string) => Promise<boolean>
  children: ReactNode
}

/** A text that people say of a node; as it was until they have said it. */
function Said({ label, value, hint, refusal, busy, onSay, children }: SaidProps) {
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? value
  return (
    <form
      className="flex flex-col gap-1"
      onSubmit={(event) => {
        event.preventDefault()
        if (refusal === null && text.trim() !== value)
          void onSay(text.trim()).then((done) => done && setTyped(null))
      }}
    >
      <span className="flex items-center gap-2">
        <TextField
          label={label}
          labelShown
          className="min-w-0 flex-1 [&>label]:w-16 [&>label]:shrink-0"
          maxLength={200}
          value={text}
          onChange={(event) => setTyped(event.target.value)}
        />
        <RefusableButton type="submit" refusal={refusal} disabled={busy || text.trim() === value}>
          {children}
        </RefusableButton>
      </span>
      {hint !== null && <span className="pl-[4.5rem] text-ink-muted text-meta">{hint}</span>}
    </form>
  )
}
