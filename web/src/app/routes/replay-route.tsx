import '#lib/i18n/messages-words.ts'
import '#lib/i18n/replay-words.ts'
import { getRouteApi } from '@tanstack/react-router'
import { JOB_TABS, JobPage, type JobTab } from '#features/replay/jobs/job-page.tsx'
import { JobPlan } from '#features/replay/jobs/job-plan.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'
import { ReplayComparison } from './replay-comparison.tsx'

const route = getRouteApi('/clusters/$cluster/replays/$id')

export function ReplayRoute() {
  const { cluster, id } = route.useParams()
  const { tab } = route.useSearch()
  const navigate = route.useNavigate()
  return (
    <ClusterFrame cluster={cluster}>
      <JobPage
        key={`${cluster}/${id}`}
        cluster={cluster}
        id={id}
        tab={JOB_TABS.find((one) => one === tab) ?? 'lanes'}
        onTab={(next: JobTab) =>
          void navigate({ search: { tab: next === 'lanes' ? '' : next }, replace: true })
        }
        plan={(job) => <JobPlan job={job} comparison={ReplayComparison} />}
      />
    </ClusterFrame>
  )
}
