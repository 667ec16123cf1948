import type { AlertRule, AlertRuleBody, DryRun } from '@sluice/shared/alerts'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { notify } from '#lib/notice.ts'
import { Button } from '#ui/button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { DryRunResult } from './dry-run-result.tsx'
import { PanelFrame } from './panel-frame.tsx'
import { NEW_RULE, readDraft, toDraft } from './rule-draft.ts'
import { RuleForm } from './rule-form.tsx'
import { useAlertAction } from './use-alert-action.ts'
import { useAlertRefusal } from './use-alert-refusal.ts'

interface RulePanelProps {
  cluster: string
  /** Null: a new one. */
  rule: AlertRule | null
  receivers: readonly string[]
  /** Why rules cannot be kept now. */
  unkept: string | null
  holdMs: number
  onDone: () => void
  onClose: () => void
}

/** Figures that no history has: such a rule can only be tried on now. */
const NOT_KEPT: ReadonlySet<string> = new Set(['timeToLoss'])

interface Tried {
  run: DryRun
  body: AlertRuleBody
}

/** Makes or changes a rule, and tries it on the past before. */
export function RulePanel({ cluster, rule, receivers, unkept, holdMs, onDone, onClose }: RulePanelProps) {
  const { t } = useText()
  const { act, busy } = useAlertAction(cluster)
  const refusal = useAlertRefusal(cluster)
  const [draft, setDraft] = useState(() => (rule === null ? NEW_RULE : toDraft(rule)))
  const [checked, setChecked] = useState(false)
  const [tried, setTried] = useState<Tried | null>(null)
  const reading = readDraft(draft)
  const fixed = rule?.source === 'config'

  const tryOut = async () => {
    setChecked(true)
    if (!reading.ok) return
    const { body } = reading
    const run = await act((writes) => writes.dryRun({ rule: body }))
    if (run !== null) setTried({ run, body })
  }
  const keep = async () => {
    setChecked(true)
    if (!reading.ok || refusal !== null) return
    const { body } = reading
    const kept = await act(
      (writes) => (rule === null ? writes.createRule(body) : writes.replaceRule(rule.id, body)),
      t('alerts.saveFailed'),
    )
    if (kept === null) return
    notify(t('alerts.saved'))
    onDone()
  }

  return (
    <PanelFrame title={rule === null ? t('alerts.newRule') : rule.name} onClose={onClose}>
      <form
        aria-label={rule === null ? t('alerts.newRule') : rule.name}
        className="flex min-h-full flex-col"
        onSubmit={(event) => {
          event.preventDefault()
          if (!fixed) void keep()
        }}
      >
        {fixed && (
          <p className="border-hairline border-b px-3 py-2 text-ink-muted">{t('alerts.fromConfigHint')}</p>
        )}
        {rule?.fault && <p className="border-hairline border-b px-3 py-2 text-attention">{rule.fault}</p>}
        <RuleForm
          draft={draft}
          faults={checked && !reading.ok ? reading.faults : {}}
          locked={fixed || busy}
          receivers={receivers}
          holdMs={holdMs}
          onEdit={(part) => setDraft((before) => ({ ...before, ...part }))}
        />
        {tried !== null && <DryRunResult run={tried.run} condition={tried.body.condition} />}
        <footer className="sticky bottom-0 mt-auto flex flex-wrap items-center gap-2 border-hairline border-t bg-surface-raised px-3 py-2">
          {unkept !== null && !fixed && (
            <p className="w-full text-attention text-meta">{t('alerts.unkept', { why: unkept })}</p>
          )}
          <Button disabled={busy} onClick={() => void tryOut()}>
            {t(NOT_KEPT.has(draft.kind) ? 'alerts.dryRunNow' : 'alerts.dryRun')}
          </Button>
          {rule !== null && !fixed && <DeleteRule cluster={cluster} id={rule.id} onDone={onDone} />}
          <span className="ml-auto" />
          {!fixed && (
            <RefusableButton
              type="submit"
              look="primary"
              refusal={refusal}
              disabled={busy || unkept !== null}
            >
              {rule === null ? t('alerts.create') : t('alerts.save')}
            </RefusableButton>
          )}
        </footer>
      </form>
    </PanelFrame>
  )
}

/** Asks once more in its own place: what fires of the rule ends with it. */
function DeleteRule({ cluster, id, onDone }: { cluster: string; id: string; onDone: () => void }) {
  const { t } = useText()
  const { act, busy } = useAlertAction(cluster)
  const refusal = useAlertRefusal(cluster)
  const [sure, setSure] = useState(false)
  const remove = async () => {
    if (!sure) {
      setSure(true)
      return
    }
    const done = await act((writes) => writes.deleteRule(id))
    if (done === null) return
    notify(t('alerts.deleted'))
    onDone()
  }
  return (
    <RefusableButton
      look="quiet"
      refusal={refusal}
      disabled={busy}
      onBlur={() => setSure(false)}
      onClick={() => void remove()}
    >
      {sure ? t('alerts.deleteSure') : t('alerts.delete')}
    </RefusableButton>
  )
}
