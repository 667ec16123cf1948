import type { Payload } from '@sluice/shared/messages'
import { useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { HexView } from './hex-view.tsx'
import { prettyJson } from './json-pretty.ts'
import { type JsonScan, scanJson } from './json-scan.ts'
import { JsonTree } from './json-tree.tsx'
import { payloadBytes, payloadText } from './payload-bytes.ts'
import type { PayloadView as View } from './payload-views.ts'
import { TextTools } from './text-tools.tsx'
import { TextView } from './text-view.tsx'

interface PayloadViewProps {
  payload: Payload
  view: View
  scan: JsonScan
}

/** A payload that has bytes, in the chosen view; where JSON is asked for and there is none, it says why. */
export function PayloadView({ payload, view, scan }: PayloadViewProps) {
  const { t } = useText()
  if (view === 'hex') return <BytesOf payload={payload} />
  if (view === 'json' && scan.ok) return <JsonTree nodes={scan.nodes} />
  const why = view === 'json' && !scan.ok ? whyNot(scan, t) : null
  return <TextOf payload={payload} scan={scan} why={why} />
}

function BytesOf({ payload }: { payload: Payload }) {
  const { t } = useText()
  const bytes = useMemo(() => payloadBytes(payload), [payload])
  return <HexView bytes={bytes} label={t('messages.hexLabel')} />
}

function TextOf({ payload, scan, why }: { payload: Payload; scan: JsonScan; why: string | null }) {
  const { t } = useText()
  const [wrap, setWrap] = useState(true)
  const [pretty, setPretty] = useState(false)
  const text = useMemo(
    () => (pretty && scan.ok ? prettyJson(scan.nodes) : payloadText(payload)),
    [payload, scan, pretty],
  )
  return (
    <div className="flex h-full flex-col">
      {why !== null && <p className="px-3 py-1.5 text-ink-muted text-meta">{why}</p>}
      <TextTools
        wrap={wrap}
        onWrap={setWrap}
        pretty={scan.ok && scan.nodes.isContainer(0) ? pretty : null}
        onPretty={setPretty}
      />
      <div className="min-h-0 flex-1">
        <TextView text={text} label={t('messages.textLabel')} wrap={wrap} />
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
