import '#lib/i18n/state-words.ts'
import { type ComponentType, useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { BuildLine } from './build-line.tsx'
import { PointStrip } from './point-strip.tsx'
import type { CellParts } from './state-columns.tsx'
import { StateForm } from './state-form.tsx'
import { type OpenKey, type StateLink, stateKey, stateRequest } from './state-link.ts'
import { StateList } from './state-list.tsx'
import { TopicChoice } from './topic-choice.tsx'
import { TruthLine } from './truth-line.tsx'
import { useStateBuild } from './use-state-build.ts'

export interface StateParts extends CellParts {
  Side: ComponentType<{
    cluster: string
    topic: string
    open: OpenKey
    onClose: () => void
  }>
}

interface StatePageProps {
  cluster: string
  link: StateLink
  parts: StateParts
  onLink: (part: Partial<StateLink>) => void
}

/** The last value of each key as of a point, or what changed between two. */
export function StatePage({ cluster, link, parts, onLink }: StatePageProps) {
  const { t } = useText()
  const { topic, open } = link
  useDocumentTitle(t('state.title'), topic ?? '', cluster)
  const key = stateKey(link)
  const { build, run, stop } = useStateBuild(cluster, key, (nowMs) => stateRequest(link, nowMs))
  const { phase, state, error } = build
  const running = phase === 'running'
  const close = useCallback(() => onLink({ open: null }), [onLink])
  useKeyCommands(
    useMemo<KeyCommand[]>(() => {
      const list = { group: 'lists' } as const
      return [
        { ...list, id: 'state.again', keys: 'r', label: t('state.again'), run },
        ...(running
          ? [{ ...list, id: 'state.stop', keys: 'escape', label: t('state.stop'), run: stop }]
          : []),
      ]
    }, [t, run, running, stop]),
  )
  return (
    <div className="flex h-full flex-col">
      <StateForm cluster={cluster} link={link} running={running} onLink={onLink} onRun={run} onStop={stop} />
      {topic === null ? (
        <EmptyState title={t('state.noTopic')} reason={t('state.noTopicReason')}>
          <TopicChoice cluster={cluster} topic={null} onTopic={(next) => onLink({ topic: next })} />
        </EmptyState>
      ) : (
        <>
          {state !== null && (
            <PointStrip cluster={cluster} topic={topic} link={link} readAt={state.builtAt} onLink={onLink} />
          )}
          {running && <BuildLine build={build} />}
          {phase === 'failed' ? (
            <ErrorPanel error={error} title={t('state.failed')} onRetry={run} />
          ) : phase === 'stopped' ? (
            <EmptyState title={t('state.stopped')} reason={t('state.stoppedReason')}>
              <Button onClick={run}>{t('state.read')}</Button>
            </EmptyState>
          ) : (
            state !== null && (
              <>
                {!running && <TruthLine cluster={cluster} link={link} state={state} />}
                <StateList
                  cluster={cluster}
                  link={link}
                  state={state}
                  stale={running}
                  parts={parts}
                  onLink={onLink}
                  side={
                    open === null ? null : (
                      <parts.Side cluster={cluster} topic={topic} open={open} onClose={close} />
                    )
                  }
                  onGone={run}
                />
              </>
            )
          )}
        </>
      )}
    </div>
  )
}
