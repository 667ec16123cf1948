import { ENDED_STATES, type ReplayJob } from '@sluice/shared/replay-job'
import { ListChecks } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { counted } from './job-words.ts'
import { RecordLink } from './record-link.tsx'
import { writesToKafka } from './target-link.ts'
import type { JobAct } from './use-job-act.ts'

interface VerifyViewProps {
  cluster: string
  job: ReplayJob
  act: JobAct
}

type Verify = NonNullable<ReplayJob['verify']>

/** Whether what should be in the target is there: asked for, and told. */
export function VerifyView({ cluster, job, act }: VerifyViewProps) {
  const { t } = useText()
  const { verify } = job
  const refusal = !writesToKafka(job)
    ? t('replays.verifyNot')
    : ENDED_STATES.includes(job.state)
      ? null
      : t('replays.verifyLater')
  const busy = act.busy === 'verify' || verify?.state === 'running'
  return (
    <div className="flex max-w-4xl flex-col items-start gap-3 p-3">
      {verify === null ? (
        <p className="max-w-2xl text-ink-muted">
          {refusal ?? `${t('replays.verifyNone')} ${t('replays.verifyNoneReason')}`}
        </p>
      ) : (
        <Told cluster={cluster} verify={verify} />
      )}
      <RefusableButton
        refusal={refusal}
        disabled={busy}
        data-tip={t('replays.verifyTip')}
        icon={<ListChecks aria-hidden="true" className="size-3.5" />}
        onClick={() => act.act('verify')}
      >
        {t(verify === null ? 'replays.verify' : 'replays.verifyAgain')}
      </RefusableButton>
    </div>
  )
}

function Told({ cluster, verify }: { cluster: string; verify: Verify }) {
  const { t } = useText()
  const { tone, text } = verdict(verify, t)
  const { expected, found, missing, duplicates, examples, note } = verify
  const sides = [
    { id: 'expected', name: t('replays.verifyExpected'), set: expected },
    { id: 'found', name: t('replays.verifyFound'), set: found },
  ]
  return (
    <>
      <p role="status" className="flex items-center gap-2">
        <StateMark tone={tone} />
        <span className="font-medium">{text}</span>
        {verify.state !== 'running' && (
          <span className="text-ink-faint">
            <TimeAgo at={verify.at} />
          </span>
        )}
      </p>
      {note !== null && <Said>{note}</Said>}
      {missing !== null && missing !== '0' && <Said>{t('replays.verifyMissing', counted(missing))}</Said>}
      {duplicates !== null && duplicates !== '0' && (
        <Said>{t('replays.verifyDuplicates', counted(duplicates))}</Said>
      )}
      {(expected !== null || found !== null) && (
        <StaticTable
          label={t('replays.verifyTable')}
          rows={sides}
          rowKey={({ id }) => id}
          columns={[
            { id: 'side', header: t('replays.verifySide'), cell: ({ name }) => name },
            {
              id: 'records',
              header: t('replays.verifyRecords'),
              align: 'end',
              cell: ({ set }) => (set === null ? '—' : formatCount(set.records)),
            },
            { id: 'hash', header: t('replays.verifyHash'), mono: true, cell: ({ set }) => set?.hash ?? '—' },
          ]}
        />
      )}
      {examples.length > 0 && (
        <div className="flex flex-col gap-1">
          <Said>{t('replays.verifyExamples')}</Said>
          {examples.map((place) => (
            <RecordLink
              key={`${place.topic} ${place.partition} ${place.offset}`}
              cluster={cluster}
              place={place}
            />
          ))}
        </div>
      )}
    </>
  )
}

function Said({ children }: { children: ReactNode }) {
  return <p className="max-w-2xl text-ink-muted [overflow-wrap:anywhere]">{children}</p>
}

function verdict({ state, equal, fault }: Verify, t: Translate): { tone: StateTone; text: string } {
  if (state === 'running') return { tone: 'unknown', text: t('replays.verifyRunning') }
  if (state === 'failed')
    return { tone: 'trouble', text: t('replays.verifyFailed', { message: fault?.message ?? '' }) }
  if (equal === null) return { tone: 'unknown', text: t('replays.verifyUnknown') }
  return equal
    ? { tone: 'ok', text: t('replays.verifyEqual') }
    : { tone: 'trouble', text: t('replays.verifyDiffers') }
}
