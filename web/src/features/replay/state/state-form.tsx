import { Link } from '@tanstack/react-router'
import { ArrowLeftRight, RotateCw, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { ModeSwitch } from '#ui/mode-switch.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { isTimed, msOf } from './moment.ts'
import { PointField } from './point-field.tsx'
import type { StateLink } from './state-link.ts'
import { TopicChoice } from './topic-choice.tsx'

interface StateFormProps {
  cluster: string
  link: StateLink
  running: boolean
  onLink: (part: Partial<StateLink>) => void
  onRun: () => void
  onStop: () => void
}

const HOUR_MS = 3_600_000
const ICON = 'size-3.5'

/** Which topic, as of which point, compared with which: read as one sentence. */
export function StateForm({ cluster, link, running, onLink, onRun, onStop }: StateFormProps) {
  const { t } = useText()
  const { topic, at, base } = link
  const second = () => Math.floor(Date.now() / 1000) * 1000
  return (
    <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-hairline border-b px-3 py-1.5">
      <h1 className={topic === null ? 'font-semibold text-title' : 'sr-only'}>{t('state.title')}</h1>
      {topic !== null && (
        <nav aria-label={t('topics.title')} className="flex min-w-0 items-center gap-2 text-ink-muted">
          <Link
            to="/clusters/$cluster/topics"
            params={{ cluster }}
            className="hover:text-accent hover:underline"
          >
            {t('topics.title')}
          </Link>
          <span aria-hidden="true" className="text-ink-faint">
            /
          </span>
          <TopicChoice cluster={cluster} topic={topic} onTopic={(next) => onLink({ topic: next })} />
        </nav>
      )}
      {topic !== null && (
        <>
          <PointField
            label={t('state.asOf')}
            cluster={cluster}
            topic={topic}
            moment={at}
            startMs={second}
            onMoment={(next) => next !== null && onLink({ at: next })}
          />
          <span className="flex items-center gap-1">
            <PointField
              label={t('state.since')}
              cluster={cluster}
              topic={topic}
              moment={base}
              optional
              startMs={() => (msOf(at, second()) ?? second()) - HOUR_MS}
              onMoment={(next) => onLink({ base: next, kinds: null })}
            />
            {base !== null && (
              <IconButton
                label={t('state.swap')}
                className="!size-6"
                icon={<ArrowLeftRight aria-hidden="true" className={ICON} />}
                onClick={() => onLink({ at: base, base: at })}
              />
            )}
          </span>
          {(isTimed(at) || isTimed(base)) && (
            <ModeSwitch
              label={t('state.cut')}
              value={link.by}
              onChange={(by) => onLink({ by })}
              options={[
                { value: 'log', label: t('state.byLog'), tip: t('state.byLogTip') },
                { value: 'event', label: t('state.byEvent'), tip: t('state.byEventTip') },
              ]}
            />
          )}
          <SelectField
            label={t('state.values')}
            fit
            value={link.reducer}
            options={[
              { value: 'upsert', label: t('state.upsert') },
              { value: 'debezium', label: t('state.debezium') },
            ]}
            onChange={(reducer) => onLink({ reducer })}
          />
          <span className="ml-auto">
            {running ? (
              <Button icon={<X aria-hidden="true" className={ICON} />} onClick={onStop}>
                {t('state.stop')}
              </Button>
            ) : (
              <IconButton
                label={t('state.again')}
                keys="R"
                icon={<RotateCw aria-hidden="true" className={ICON} />}
                onClick={onRun}
              />
            )}
          </span>
        </>
      )}
    </header>
  )
}
