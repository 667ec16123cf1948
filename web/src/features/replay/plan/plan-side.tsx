import type { ReplayPlan, ReplayWarningCode } from '@sluice/shared/replay-plan'
import { FlaskConical, RotateCw } from 'lucide-react'
import { type ReactNode, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { readOwnName } from '#lib/own-name.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { DryRun } from './dry-run.tsx'
import type { Comparison } from './page-parts.ts'
import { PlanView } from './plan-view.tsx'
import { openAccepts } from './plan-words.ts'
import { SignForm, type SignWords } from './sign-form.tsx'
import type { PlanState } from './use-plan.ts'
import { useStart } from './use-start.ts'
import { useWriteRefusal } from './use-write-refusal.ts'

interface PlanSideProps {
  cluster: string
  state: PlanState
  /** A field keeps the plan from being made. */
  faulty: boolean
  comparison: Comparison
  onBegun: (id: string) => void
}

/** What would happen, and below it the doing: dry run, signature, begin. */
export function PlanSide({ cluster, state, faulty, comparison, onBegun }: PlanSideProps) {
  const { t } = useText()
  const { plan, error, busy, stale, again } = state
  const [changed, setChanged] = useState<string | null>(null)
  const [words, setWords] = useState<SignWords>(() => ({ who: readOwnName(), why: '' }))
  const onChanged = (message: string) => {
    setChanged(message)
    again()
  }
  if (error) return <ErrorPanel error={error} title={t('republish.planFailed')} onRetry={again} />
  if (plan === undefined)
    return busy ? (
      <p role="status" className="px-3 py-4 text-ink-muted">
        {t('republish.planning')}
      </p>
    ) : (
      <EmptyState
        title={t(faulty ? 'republish.planFaulty' : 'republish.planEmpty')}
        reason={t('republish.planEmptyReason')}
      />
    )
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-center gap-2 border-hairline border-b px-3">
        <h2 className="font-semibold">{t('republish.plan')}</h2>
        <span role="status" className="text-ink-muted text-meta">
          {busy ? t('republish.planning') : <TimeAgo at={plan.at} />}
        </span>
        <Button
          look="quiet"
          className="ml-auto text-meta"
          disabled={busy}
          icon={<RotateCw aria-hidden="true" className="size-3.5" />}
          onClick={() => {
            setChanged(null)
            again()
          }}
        >
          {t('republish.planAgain')}
        </Button>
      </div>
      <Doing
        key={plan.plan}
        cluster={cluster}
        plan={plan}
        stale={stale || busy}
        note={changed !== null && <ChangedNote message={changed} />}
        words={words}
        comparison={comparison}
        onWords={setWords}
        onBegun={onBegun}
        onChanged={onChanged}
      />
    </div>
  )
}

function ChangedNote({ message }: { message: string }) {
  const { t } = useText()
  return <Note role="alert">{t('republish.changed', { message })}</Note>
}

function Note({ role, children }: { role: 'alert' | 'status'; children: string }) {
  return (
    <p role={role} className="flex gap-2 bg-attention-soft px-3 py-2">
      <span className="flex h-5 items-center">
        <StateMark tone="attention" />
      </span>
      <span className="min-w-0 [overflow-wrap:anywhere]">{children}</span>
    </p>
  )
}

interface DoingProps {
  cluster: string
  plan: ReplayPlan
  /** It is of another draft. */
  stale: boolean
  /** Above the plan. */
  note: ReactNode
  words: SignWords
  comparison: Comparison
  onWords: (words: SignWords) => void
  onBegun: (id: string) => void
  onChanged: (message: string) => void
}

function Doing(props: DoingProps) {
  const { cluster, plan, stale, note, words, comparison, onWords, onBegun, onChanged } = props
  const { t } = useText()
  const [accepted, setAccepted] = useState<readonly ReplayWarningCode[]>([])
  const start = useStart({ cluster, plan, onBegun, onChanged })
  const readOnly = useWriteRefusal(plan)
  const open = openAccepts(plan.warnings, accepted).length
  const refusal =
    readOnly ??
    (!plan.allowed || plan.warnings.some(({ severity }) => severity === 'block')
      ? t('republish.blocked')
      : open > 0
        ? t('republish.unaccepted', { n: open })
        : null)
  const accept = (code: ReplayWarningCode, on: boolean) =>
    setAccepted((known) => (on ? [...known, code] : known.filter((one) => one !== code)))
  const blocked = plan.warnings.some(({ severity }) => severity === 'block')
  const why = useRef<HTMLDivElement>(null)
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <div className={`min-h-0 flex-1 overflow-auto ${stale ? 'opacity-60' : ''}`}>
        {note}
        {readOnly !== null && <Note role="status">{readOnly}</Note>}
        <PlanView plan={plan} comparison={comparison} accepted={accepted} onAccept={accept} />
        {start.dryRun !== null && <DryRun cluster={cluster} id={start.dryRun} />}
        <div ref={why}>
          <SignForm
            plan={plan}
            words={words}
            refusal={refusal}
            busy={stale || start.busy !== null}
            error={start.error}
            onWords={onWords}
            onStart={(signed) => start.run('run', accepted, signed)}
          />
        </div>
      </div>
      <div className="flex h-11 shrink-0 items-center gap-2 border-hairline border-t px-3">
        <Button
          disabled={start.busy !== null || stale || blocked}
          data-tip={t('republish.dryRunTip')}
          icon={<FlaskConical aria-hidden="true" className="size-3.5" />}
          onClick={() => start.run('dry-run', accepted)}
        >
          {t(start.dryRun === null ? 'republish.dryRun' : 'republish.dryRunAgain')}
        </Button>
        <Button
          look="primary"
          className="ml-auto"
          data-tip={t('republish.beginTip')}
          onClick={() => why.current?.querySelector<HTMLElement>('textarea')?.focus()}
        >
          {t('republish.begin')}
        </Button>
      </div>
    </div>
  )
}
