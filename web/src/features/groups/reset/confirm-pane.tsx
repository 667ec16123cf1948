import type { MovePlan } from '@sluice/shared/groups-reset'
import { type FormEvent, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { keepOwnName, readOwnName } from '#lib/own-name.ts'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TextField } from '#ui/text-field.tsx'
import { WhyField } from '#ui/why-field.tsx'
import { MoveSentences } from './move-sentences.tsx'
import { blockerSentences, type MoveSentence, type Telling } from './move-words.ts'
import { isUnknownEnd, type MoveAct } from './use-move-act.ts'

interface ConfirmPaneProps {
  group: string
  plan: MovePlan
  act: MoveAct
  telling: Telling
}

const WHY_MIN = 3

/** Whether it may be done, and by whom and why it is. */
export function ConfirmPane({ group, plan, act, telling }: ConfirmPaneProps) {
  const { t } = useText()
  const now = useNow(1000)
  const [who, setWho] = useState(readOwnName)
  const [why, setWhy] = useState('')
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const expired = now >= plan.expiresAt
  const waitMs = plan.mode === 'forget' ? 0 : plan.watch.until - now
  const given = why.trim().length >= WHY_MIN && typed === group
  const open = plan.allowed && !expired && !act.busy
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (!open || !given) return
    keepOwnName(who.trim())
    act.run({ who, why, confirm: typed })
  }
  return (
    <form className="flex flex-col gap-3 p-3" onSubmit={submit}>
      <MoveSentences sentences={gateSentences({ plan, expired, waitMs, telling })} />
      {act.error !== null && <ActFault error={act.error} />}
      <fieldset disabled={act.busy || !plan.allowed} className="flex flex-col gap-3">
        <TextField
          label={t('moving.who')}
          labelShown
          className="[&>label]:w-12"
          placeholder={t('moving.whoHint')}
          maxLength={200}
          value={who}
          onChange={(event) => setWho(event.target.value)}
        />
        <WhyField
          label={t('moving.why')}
          hint={t('moving.whyHint')}
          why={why}
          fault={tried && why.trim().length < WHY_MIN ? t('moving.whyFault') : null}
          onWhy={setWhy}
        />
        <div className="flex flex-col gap-1">
          <span className="text-ink-muted text-meta [overflow-wrap:anywhere]">
            {group === '' ? t('moving.typeEmpty') : t('moving.type', { group })}
          </span>
          {group !== '' && (
            <TextField
              label={t('moving.type', { group })}
              mono
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </div>
        <Button type="submit" look="primary" className="justify-center" disabled={!open || !given}>
          {act.busy ? t(waitMs > 0 ? 'moving.waiting' : 'moving.applying') : actWords(plan, telling)}
        </Button>
        <p className="text-ink-muted text-meta">{t('moving.saved')}</p>
      </fieldset>
    </form>
  )
}

interface GateFacts {
  plan: MovePlan
  expired: boolean
  /** Until it is sure that nobody commits who is no member. */
  waitMs: number
  telling: Telling
}

function gateSentences({ plan, expired, waitMs, telling }: GateFacts): MoveSentence[] {
  const { t } = telling
  const blockers = blockerSentences(plan, telling)
  if (blockers.length > 0) return blockers
  if (expired) return [{ id: 'expired', tone: 'attention', text: t('moving.expired') }]
  if (waitMs <= 0) return [{ id: 'allowed', tone: 'ok', text: t('moving.allowed') }]
  const seconds = String(Math.ceil(waitMs / 1000))
  return [{ id: 'watching', tone: 'unknown', text: t('moving.watching', { seconds }) }]
}

function actWords({ mode, totals }: MovePlan, { t }: Telling): string {
  if (mode === 'undo') return t('moving.applyUndo')
  if (mode === 'delete-group') return t('moving.applyDelete')
  if (totals.move === 0) return t('moving.applyForget', { n: totals.forget })
  return t('moving.apply', { n: totals.move + totals.forget })
}

function ActFault({ error }: { error: unknown }) {
  const { t } = useText()
  const { headline, detail, code, requestId } = describeError(error, t)
  const unknown = isUnknownEnd(error)
  return (
    <div role="alert" className="flex flex-col gap-0.5 rounded-md bg-trouble-soft px-3 py-2">
      <p className="flex items-center gap-2 font-medium">
        <StateMark tone="trouble" />
        {t(unknown ? 'moving.applyUnknown' : 'moving.applyFailed')}
      </p>
      <p>{headline}</p>
      {detail && <p className="text-meta [overflow-wrap:anywhere]">{detail}</p>}
      {unknown && <p>{t('moving.applyUnknownAdvice')}</p>}
      <p className="font-mono text-ink-faint text-meta">{[code, requestId].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
