import { isOver } from '@sluice/shared/messages-export'
import { X } from 'lucide-react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { currentExport, useCurrentExport } from './current-export.ts'
import type { ExportView } from './export-store.ts'
import { lossWords, percentOf, progressWords } from './export-words.ts'

/** A line above the status line while this tab exports, and until its outcome is taken note of. */
export function ExportLine() {
  const view = useCurrentExport()
  return view && <ShownExport view={view} />
}

function ShownExport({ view }: { view: ExportView }) {
  const { t } = useText()
  const { status, error } = view
  const over = error !== null || (status !== null && isOver(status.state))
  const running = status?.state === 'running'
  return (
    <section
      aria-label={t('exporting.title')}
      className="relative flex h-7 shrink-0 items-center gap-2 border-hairline border-t bg-surface px-3 text-ink-muted text-meta tabular-nums"
    >
      {running && (
        <div
          role="progressbar"
          aria-label={t('exporting.title')}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={percentOf(status)}
          className="absolute inset-x-0 -top-px h-0.5 bg-accent-soft"
        >
          <div
            style={{ width: `${percentOf(status)}%` }}
            className="h-full bg-accent transition-[width] duration-200"
          />
        </div>
      )}
      {error === null ? <Progress view={view} /> : <Trouble error={error} />}
      {over ? (
        <IconButton
          label={t('exporting.dismiss')}
          className="ml-auto !size-6"
          icon={<X aria-hidden="true" className="size-3.5" />}
          onClick={() => currentExport.dismiss()}
        />
      ) : (
        <Button
          className="ml-auto !h-6"
          disabled={status === null}
          onClick={() => void currentExport.cancel()}
        >
          {t('exporting.cancel')}
        </Button>
      )}
    </section>
  )
}

function Trouble({ error }: { error: unknown }) {
  const { t } = useText()
  const { headline, detail } = describeError(error, t)
  return (
    <p role="alert" className="min-w-0 truncate text-trouble" data-tip={detail ?? headline}>
      <StateMark tone="trouble" className="mr-1.5 inline-block" />
      {t('exporting.notBegun')} {detail ?? headline}
    </p>
  )
}

function Progress({ view }: { view: ExportView }) {
  const { t } = useText()
  const { status } = view
  if (status === null) return <p>{t('exporting.preparing')}</p>
  const { state, tone, figures } = progressWords(status, view, t)
  const loss = lossWords(status)
  const over = isOver(status.state)
  return (
    <p
      className="min-w-0 truncate"
      data-tip={[state, status.filename, ...figures, loss].filter(Boolean).join('\n')}
    >
      {(tone || status.state === 'complete') && (
        <StateMark tone={tone ?? 'ok'} className="mr-1.5 inline-block" />
      )}
      {/* Only how it ended is said aloud: figures that run are not. */}
      <span role="status" className="font-medium text-ink">
        {over ? state : ''}
      </span>
      {!over && <span className="font-medium text-ink">{state}</span>}
      {[status.filename, ...figures, ...(loss === null ? [] : [loss])].map((text) => (
        <span key={text}>
          <span aria-hidden="true" className="px-1.5 text-ink-faint">
            ·
          </span>
          {text}
        </span>
      ))}
    </p>
  )
}
