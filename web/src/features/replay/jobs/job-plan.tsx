import type { ReplayJob } from '@sluice/shared/replay-job'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Comparison } from '../plan/page-parts.ts'
import { PlanView } from '../plan/plan-view.tsx'

interface JobPlanProps {
  job: ReplayJob
  comparison: Comparison
}

/** The plan that was agreed to, as it was then, and the spec it was made of. */
export function JobPlan({ job, comparison }: JobPlanProps) {
  const { t } = useText()
  return (
    <div className="max-w-5xl">
      <PlanView plan={job.plan} comparison={comparison} accepted={job.accepted} />
      <details className="border-hairline border-b">
        <summary className="flex h-9 cursor-default items-center px-3 font-semibold hover:bg-surface-sunken">
          {t('replays.planSaid')}
        </summary>
        <pre className="overflow-auto px-3 pb-3 font-mono text-meta">
          {JSON.stringify(job.plan.spec, null, 2)}
        </pre>
      </details>
    </div>
  )
}
