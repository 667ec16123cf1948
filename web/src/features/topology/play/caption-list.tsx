import { useCallback, useEffect, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import type { Scene } from '../scene/scene.ts'
import { CaptionRow } from './caption-row.tsx'
import { captionSaid } from './caption-words.ts'
import { NodeCounts } from './node-counts.tsx'
import { PlayLegend } from './play-legend.tsx'
import type { Saga } from './saga.ts'
import type { ScenePlayer, SceneTold } from './scene-player.ts'
import { useTold } from './use-scene-player.ts'

interface CaptionListProps {
  player: ScenePlayer | null
  scene: Scene | null
  /** Stories are followed: only theirs is told. */
  following: boolean
  /** The record that is open beside it. */
  open: string | undefined
  onOpen: (id: string) => void
  onFollow: ((saga: Saga) => void) | null
}

const all = (told: SceneTold) => told

/** Below the picture: what just happened, the newest first, and what the signs of the picture mean. */
export function CaptionList(props: CaptionListProps) {
  const { player, scene, following, open, onOpen, onFollow } = props
  const { t } = useText()
  const told = useTold(player, all)
  const { captions, played, unseen } = told
  const heard = useRef({ onOpen, onFollow })
  heard.current = { onOpen, onFollow }
  const openOne = useCallback((id: string) => heard.current.onOpen(id), [])
  const followOne = useCallback((saga: Saga) => heard.current.onFollow?.(saga), [])
  return (
    <section
      aria-label={t('scene.captions')}
      className="flex h-40 shrink-0 flex-col border-hairline border-t bg-surface-raised"
    >
      <header className="flex h-7 shrink-0 items-center gap-3 border-hairline border-b px-3 text-meta">
        <h2 className="shrink-0 font-medium">{t('scene.captions')}</h2>
        <span className="truncate text-ink-muted tabular-nums">
          {[
            t('scene.played', { n: formatCount(played) }),
            ...(unseen > 0 ? [t('scene.unseen', { n: formatCount(unseen) })] : []),
          ].join(' · ')}
        </span>
        <NodeCounts counts={told.counts} scene={scene} />
        <PlayLegend />
      </header>
      {captions.length === 0 ? (
        <p className="px-3 py-2 text-ink-muted text-meta">
          {following ? t('scene.nothingOf') : `${t('scene.nothing')}. ${t('scene.nothingTip')}.`}
        </p>
      ) : (
        <ol className="min-h-0 flex-1 overflow-y-auto">
          {captions.map((caption, at) => (
            <CaptionRow
              key={caption.id}
              caption={caption}
              newest={at === 0}
              open={caption.id === open}
              onOpen={openOne}
              onFollow={onFollow && followOne}
            />
          ))}
        </ol>
      )}
      <Spoken told={told} />
    </section>
  )
}

/** Not more often than it can be listened to. */
const SPEAK_MS = 2500

function Spoken({ told }: { told: SceneTold }) {
  const { t } = useText()
  const zone = useTimeZone()
  const [newest] = told.captions
  const text = newest
    ? captionSaid(newest, formatInstant(newest.at, zone)?.time.slice(0, 8) ?? String(newest.at), t)
    : ''
  const said = useSeldom(text, SPEAK_MS)
  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  )
}

/** The text as it is, but for so long after a change the one before. */
function useSeldom(text: string, ms: number): string {
  const [said, setSaid] = useState({ text, at: 0 })
  useEffect(() => {
    if (text === said.text) return
    const wait = Math.max(0, said.at + ms - performance.now())
    const timer = setTimeout(() => setSaid({ text, at: performance.now() }), wait)
    return () => clearTimeout(timer)
  }, [text, said, ms])
  return said.text
}
