import type { MovePlan } from '@sluice/shared/groups-reset'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { ConfirmPane } from './confirm-pane.tsx'
import type { Telling } from './move-words.ts'
import { ResultPane } from './result-pane.tsx'
import { SnapshotList } from './snapshot-list.tsx'
import type { MoveAct } from './use-move-act.ts'

interface MoveSideProps {
  cluster: string
  group: string
  /** Undefined while there is none, or another one is on its way. */
  plan: MovePlan | undefined
  act: MoveAct
  telling: Telling
  onUndo: (snapshot: string) => void
  onGoBack: (snapshot: string) => void
  onAnother: () => void
}

/** Beside the preview: the doing, and what was done before. */
export function MoveSide(props: MoveSideProps) {
  const { cluster, group, plan, act, telling, onUndo, onGoBack, onAnother } = props
  const { t } = useText()
  const [asked, setAsked] = useState<'confirm' | 'history' | null>(null)
  const tab = asked ?? (plan === undefined ? 'history' : 'confirm')
  const show = (way: (snapshot: string) => void) => (snapshot: string) => {
    setAsked('confirm')
    way(snapshot)
  }
  return (
    <div className="flex h-full flex-col">
      <Tabs
        label={t('moving.side')}
        value={tab}
        onChange={setAsked}
        tabs={[
          { id: 'confirm', label: t('moving.confirm') },
          { id: 'history', label: t('moving.history') },
        ]}
      >
        {tab === 'history' ? (
          <SnapshotList cluster={cluster} group={group} onUndo={show(onUndo)} onGoBack={show(onGoBack)} />
        ) : act.result !== null ? (
          <ResultPane result={act.result} onUndo={show(onUndo)} onAnother={onAnother} />
        ) : plan === undefined ? (
          <p className="p-3 text-ink-muted">{t('moving.incompleteReason')}</p>
        ) : (
          <ConfirmPane key={plan.mode} group={group} plan={plan} act={act} telling={telling} />
        )}
      </Tabs>
    </div>
  )
}
