import type { IdentityRule } from '@sluice/shared/topology-identity'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { withHeader, withOwner } from './rule-edits.ts'

interface AddRuleProps {
  refusal: string | null
  busy: boolean
  onAdd: (make: (rules: readonly IdentityRule[]) => IdentityRule[]) => Promise<boolean>
}

type Kind = 'owner' | 'service' | 'ignore'

/** Rules that are about no single node: owners by pattern, and what headers mean. */
export function AddRule({ refusal, busy, onAdd }: AddRuleProps) {
  const { t } = useText()
  const [kind, setKind] = useState<Kind>('owner')
  const [match, setMatch] = useState('')
  const [owner, setOwner] = useState('')
  const [what, whose] = [match.trim(), owner.trim()]
  const ready = what !== '' && (kind !== 'owner' || whose !== '')
  const add = async () => {
    if (!ready || refusal !== null) return
    const done = await onAdd((rules) =>
      kind === 'owner' ? withOwner(rules, what, whose) : withHeader(rules, what, kind),
    )
    if (!done) return
    setMatch('')
    setOwner('')
  }
  return (
    <form
      className="flex flex-wrap items-center gap-2 px-3 pt-1 pb-3"
      onSubmit={(event) => {
        event.preventDefault()
        void add()
      }}
    >
      <SelectField
        label={t('who.add')}
        value={kind}
        options={[
          { value: 'owner', label: t('who.addOwner') },
          { value: 'service', label: t('who.addHeader') },
          { value: 'ignore', label: t('who.addHeaderNot') },
        ]}
        onChange={setKind}
      />
      <TextField
        label={t(kind === 'owner' ? 'who.match' : 'who.header')}
        placeholder={kind === 'owner' ? 'rental.*' : 'source'}
        mono
        className="min-w-28 flex-1"
        maxLength={200}
        value={match}
        onChange={(event) => setMatch(event.target.value)}
      />
      {kind === 'owner' && (
        <TextField
          label={t('who.owner')}
          placeholder={t('who.owner')}
          className="min-w-28 flex-1"
          maxLength={200}
          value={owner}
          onChange={(event) => setOwner(event.target.value)}
        />
      )}
      <RefusableButton type="submit" refusal={refusal} disabled={busy || !ready}>
        {t('who.addSay')}
      </RefusableButton>
    </form>
  )
}
