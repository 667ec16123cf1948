import type { LinkFault } from '@sluice/shared/link-reader'
import { useNavigate } from '@tanstack/react-router'
import { useCallback, useEffect, useMemo, useRef } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { useLinks } from '../jobs/use-links.ts'
import { ChangesSection } from './changes-section.tsx'
import type { DraftFields, ReplayDraft } from './draft.ts'
import { DraftText } from './draft-field.tsx'
import { readSpec } from './draft-spec.ts'
import { sandboxSuffix } from './draft-target.ts'
import { FidelitySection } from './fidelity-section.tsx'
import type { FormProps } from './form-props.ts'
import { GuaranteeSection } from './guarantee-section.tsx'
import { PaceSection } from './pace-section.tsx'
import type { PageParts } from './page-parts.ts'
import { PlanSide } from './plan-side.tsx'
import { SourceSection } from './source-section.tsx'
import { TargetSection } from './target-section.tsx'
import { usePlan } from './use-plan.ts'

interface RepublishPageProps {
  cluster: string
  draft: ReplayDraft
  faults: readonly LinkFault[]
  /** The job whose failed records are planned, instead of what the draft says. */
  retry: string | null
  onDraft: (draft: ReplayDraft) => void
  parts: PageParts
}

const SIDE_SHARE = 0.42

/** What is re-published, where to and how; beside it what that would do, and the doing. */
export function RepublishPage({ cluster, draft, faults, retry, onDraft, parts }: RepublishPageProps) {
  const { t } = useText()
  const navigate = useNavigate()
  useDocumentTitle(t('republish.title'), cluster)
  const edit = useEdit(draft, onDraft)
  // A link without a name for its sandboxes gets one that stays; two people with the same link then mean the same.
  useEffect(() => {
    if (draft.suffix === '' && retry === null) edit({ suffix: sandboxSuffix(Date.now()) })
  }, [draft.suffix, retry, edit])
  const read = useMemo(() => readSpec(draft, Date.now()), [draft])
  const spec = 'spec' in read && draft.suffix !== '' ? read.spec : null
  const state = usePlan(cluster, spec, retry)
  const wrong = 'faults' in read ? read.faults : {}
  const onBegun = (id: string) =>
    void navigate({ to: '/clusters/$cluster/replays/$id', params: { cluster, id } })
  const form = { cluster, draft, faults: wrong, onEdit: edit }
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <h1 className="shrink-0 font-semibold text-title">{t('republish.title')}</h1>
        {retry === null && (
          <DraftText
            {...form}
            field="name"
            mono={false}
            label={t('republish.name')}
            placeholder={t('republish.nameHint')}
            className="w-72 [&>span]:!h-6"
          />
        )}
      </header>
      {faults.length > 0 && (
        <p role="alert" className="flex items-center gap-2 bg-attention-soft px-3 py-1">
          <StateMark tone="attention" />
          {t('republish.linkFault', { params: faults.map(({ param }) => param).join(', ') })}
        </p>
      )}
      <div className="min-h-0 flex-1">
        <SplitPanes
          id="republish"
          resizeLabel={t('ui.resize')}
          startPx={Math.round(window.innerWidth * SIDE_SHARE)}
          side={
            <aside aria-label={t('republish.side')} className="h-full">
              <PlanSide
                cluster={cluster}
                state={state}
                faulty={Object.keys(wrong).some((field) => field !== 'topics')}
                comparison={parts.Comparison}
                onBegun={onBegun}
              />
            </aside>
          }
        >
          {retry === null ? (
            <Form {...form} parts={parts} onSource={edit} />
          ) : (
            <RetryOf cluster={cluster} id={retry} />
          )}
        </SplitPanes>
      </div>
    </div>
  )
}

/** Edits of one moment are all kept, although the link follows only after the next paint. */
function useEdit(draft: ReplayDraft, onDraft: (draft: ReplayDraft) => void) {
  const latest = useRef(draft)
  latest.current = draft
  return useCallback(
    (part: Partial<ReplayDraft>) => {
      latest.current = { ...latest.current, ...part }
      onDraft(latest.current)
    },
    [onDraft],
  )
}

interface FormViewProps extends FormProps {
  parts: PageParts
  onSource: (part: Partial<ReplayDraft>) => void
}

function Form({ parts, onSource, ...form }: FormViewProps) {
  const { t } = useText()
  const onEdit: (part: Partial<DraftFields>) => void = form.onEdit
  const all = { ...form, onEdit }
  return (
    <div role="group" aria-label={t('republish.form')} className="h-full overflow-auto">
      <SourceSection cluster={form.cluster} draft={form.draft} parts={parts} onSource={onSource} />
      <TargetSection {...all} />
      <ChangesSection {...all} />
      <FidelitySection {...all} />
      <PaceSection {...all} />
      <GuaranteeSection {...all} />
    </div>
  )
}

function RetryOf({ cluster, id }: { cluster: string; id: string }) {
  const { t } = useText()
  const links = useLinks(cluster)
  return (
    <p className="p-3">
      {t('republish.retryOf')}{' '}
      <a {...links(`replays/${id}`)} className="font-mono text-accent hover:underline">
        {id}
      </a>
    </p>
  )
}
