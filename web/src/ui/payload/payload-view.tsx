import type { Payload } from '@sluice/shared/messages'
import { useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { StateMark } from '../state-mark.tsx'
import { brokenJson } from './broken-json.ts'
import { HexView } from './hex-view.tsx'
import { prettyJson } from './json-pretty.ts'
import { type JsonScan, scanJson } from './json-scan.ts'
import { JsonTree } from './json-tree.tsx'
import { payloadBytes, payloadText } from './payload-bytes.ts'
import { PayloadTools } from './payload-tools.tsx'
import type { PayloadView as View } from './payload-views.ts'
import { TextTools } from './text-tools.tsx'
import { TextView } from './text-view.tsx'

interface PayloadViewProps {
  /** Names what is shown: folds, search and scroll place begin anew with another one. */
  id: string
  payload: Payload
  view: View
  scan: JsonScan
  /** What its search box begins with. */
  words: string
  /** What is marked where there is no search box. */
  pattern: RegExp | null
  onView: (view: View) => void
}

/** A payload that has bytes, in the chosen view; where JSON is asked for and there is none, it says why. */
export function PayloadView(props: PayloadViewProps) {
  const { id, view, scan, words, onView } = props
  if (view === 'hex') return <BytesOf {...props} />
  if (view === 'json' && scan.ok) {
    return <JsonTree key={`${id} ${words}`} nodes={scan.nodes} sought={words} onView={onView} />
  }
  return <TextOf {...props} />
}

function BytesOf({ id, payload, onView }: PayloadViewProps) {
  const { t } = useText()
  const bytes = useMemo(() => payloadBytes(payload), [payload])
  return (
    <div className="flex h-full flex-col">
      <PayloadTools view="hex" onView={onView} />
      <div className="min-h-0 flex-1">
        <HexView key={id} bytes={bytes} label={t('messages.hexLabel')} />
      </div>
    </div>
  )
}

function TextOf({ id, payload, scan, view, pattern, onView }: PayloadViewProps) {
  const { t } = useText()
  const [wrap, setWrap] = useState(true)
  const [pretty, setPretty] = useState(false)
  const text = useMemo(
    () => (pretty && scan.ok ? prettyJson(scan.nodes) : payloadText(payload)),
    [payload, scan, pretty],
  )
  const broken = useMemo(() => brokenJson(payload, scan), [payload, scan])
  return (
    <div className="flex h-full flex-col">
      <PayloadTools view={view} onView={onView}>
        <TextTools
          wrap={wrap}
          onWrap={setWrap}
          pretty={scan.ok && scan.nodes.isContainer(0) ? pretty : null}
          onPretty={setPretty}
        />
      </PayloadTools>
      {broken !== null ? (
        <p className="flex items-center gap-1.5 border-hairline border-b px-3 py-1.5 text-attention text-meta">
          <StateMark tone="attention" />
          {broken.ends
            ? t('messages.viewJsonEnds')
            : t('messages.viewJsonBroken', { at: formatCount(broken.at + 1) })}
        </p>
      ) : (
        view === 'json' &&
        !scan.ok && (
          <p className="border-hairline border-b px-3 py-1.5 text-ink-muted text-meta">{whyNot(scan, t)}</p>
        )
      )}
      <div className="min-h-0 flex-1">
        <TextView key={id} text={text} label={t('messages.textLabel')} wrap={wrap} pattern={pattern} />
      </div>
    </div>
  )
}

function whyNot(scan: Extract<JsonScan, { ok: false }>, t: ReturnType<typeof useText>['t']): string {
  if (scan.fault === 'depth') return t('messages.viewJsonDeep')
  if (scan.fault === 'size') return t('messages.viewJsonLarge')
  return t('messages.viewJsonNot', { at: formatCount(scan.at + 1) })
}

/** Looks for JSON in a payload, once for all its views. */
export function usePayloadScan(payload: Payload | null): JsonScan {
  return useMemo(
    () =>
      payload !== null && payload.encoding === 'utf8'
        ? scanJson(payload.data)
        : { ok: false, fault: 'syntax', at: 0 },
    [payload],
  )
}
