import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { type FormEvent, useState } from 'react'
import { ApiError } from '#api/api-error.ts'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { keepOwnName } from '#lib/own-name.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TextField } from '#ui/text-field.tsx'
import { WhyField } from '#ui/why-field.tsx'
import type { Signature } from './use-start.ts'

export type SignWords = Omit<Signature, 'confirm'>

interface SignFormProps {
  plan: ReplayPlan
  /** They stay when another plan comes; the name of the target is typed for each. */
  words: SignWords
  /** Why it cannot be begun; null where it can. */
  refusal: string | null
  busy: boolean
  error: unknown
  onWords: (words: SignWords) => void
  onStart: (signed: Signature) => void
}

const WHY_MIN = 3

/** Who does it and why, and the name of the target, typed. */
export function SignForm({ plan, words, refusal, busy, error, onWords, onStart }: SignFormProps) {
  const { t } = useText()
  const now = useNow(1000)
  const { who, why } = words
  const [typed, setTyped] = useState('')
  const [tried, setTried] = useState(false)
  const expired = now >= plan.expiresAt
  const given = why.trim().length >= WHY_MIN && typed === plan.confirm
  const reason = refusal ?? (expired ? t('republish.expired') : null)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (reason !== null || busy || !given) return
    keepOwnName(who.trim())
    onStart({ who, why, confirm: typed })
  }
  return (
    <Section title={t('republish.confirm')}>
      <form className="flex flex-col gap-3 px-3 pb-3" onSubmit={submit}>
        {reason !== null && (
          <p role="status" className="flex gap-2">
            <span className="flex h-5 items-center">
              <StateMark tone="attention" />
            </span>
            {reason}
          </p>
        )}
        {error !== null && <StartFault error={error} />}
        <TextField
          label={t('republish.who')}
          labelShown
          className="[&>label]:w-12"
          placeholder={t('republish.whoHint')}
          maxLength={200}
          value={who}
          onChange={(event) => onWords({ who: event.target.value, why })}
        />
        <WhyField
          label={t('republish.why')}
          hint={t('republish.whyHint')}
          why={why}
          fault={tried && why.trim().length < WHY_MIN ? t('republish.whyFault') : null}
          onWhy={(text) => onWords({ who, why: text })}
        />
        <div className="flex flex-col gap-1">
          <span className="text-ink-muted text-meta [overflow-wrap:anywhere]">
            {t('republish.type', { target: plan.confirm })}
          </span>
          <TextField
            label={t('republish.type', { target: plan.confirm })}
            mono
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </div>
        <RefusableButton
          type="submit"
          look="primary"
          className="justify-center"
          refusal={reason}
          disabled={reason === null && (busy || !given)}
        >
          {t(busy ? 'republish.starting' : 'republish.start')}
        </RefusableButton>
        <p className="text-ink-muted text-meta">{t('republish.noUndo')}</p>
      </form>
    </Section>
  )
}

/** Whether it was begun is known, unless no answer came back. */
function StartFault({ error }: { error: unknown }) {
  const { t } = useText()
  const { headline, detail, code, requestId } = describeError(error, t)
  const unknown =
    !(error instanceof ApiError) ||
    ['SERVER_UNREACHABLE', 'ANSWER_NOT_UNDERSTOOD', 'INTERNAL'].includes(error.code)
  return (
    <div role="alert" className="flex flex-col gap-0.5 rounded-md bg-trouble-soft px-3 py-2">
      <p className="flex items-center gap-2 font-medium">
        <StateMark tone="trouble" />
        {t(unknown ? 'republish.startUnknown' : 'republish.startFailed')}
      </p>
      <p>{headline}</p>
      {detail && <p className="text-meta [overflow-wrap:anywhere]">{detail}</p>}
      {unknown && <p>{t('republish.startUnknownAdvice')}</p>}
      <p className="font-mono text-ink-faint text-meta">{[code, requestId].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
