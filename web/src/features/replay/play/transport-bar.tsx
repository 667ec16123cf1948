import {
  ChevronFirst,
  ChevronLast,
  FastForward,
  Pause,
  Play,
  Rewind,
  StepBack,
  StepForward,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine, PlaySnapshot } from '#lib/play-engine.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { ClockFace } from './clock-face.tsx'
import { SkipChoice } from './skip-choice.tsx'
import { SpeedChoice } from './speed-choice.tsx'
import { toEnd, toggle, usePlayKeys } from './use-play-keys.ts'
import { usePlaySnapshot } from './use-snapshot.ts'

interface TransportBarProps {
  engine: PlayEngine
  /** Jumps to what is looked for; null: nothing is. */
  onMatch: ((by: 1 | -1) => void) | null
  /** Beside the controls. */
  children?: ReactNode
}

const ICON = 'size-4'
const isPlaying = ({ phase }: PlaySnapshot) => phase === 'playing' || phase === 'waiting'

/** Play, step, jump, speed and pauses, with the time that is shown. Its keys work wherever it stands. */
export function TransportBar({ engine, onMatch, children }: TransportBarProps) {
  const { t } = useText()
  usePlayKeys(engine, onMatch)
  const playing = usePlaySnapshot(engine, isPlaying)
  const match = (by: 1 | -1, label: string, keys: string, icon: ReactNode) => (
    <IconButton
      label={label}
      keys={keys}
      icon={icon}
      disabled={onMatch === null}
      onClick={() => onMatch?.(by)}
    />
  )
  return (
    <div
      role="toolbar"
      aria-label={t('play.transport')}
      className="flex h-11 shrink-0 items-center gap-1 border-hairline border-b px-3"
    >
      <IconButton
        label={t('play.toStart')}
        keys="Home"
        icon={<ChevronFirst aria-hidden="true" className={ICON} />}
        onClick={() => toEnd(engine, 'from')}
      />
      {match(-1, t('play.matchBack'), '⇧←', <Rewind aria-hidden="true" className={ICON} />)}
      <IconButton
        label={t('play.stepBack')}
        keys="←"
        icon={<StepBack aria-hidden="true" className={ICON} />}
        onClick={() => engine.step(-1)}
      />
      <IconButton
        label={t(playing ? 'play.pause' : 'play.play')}
        keys="␣"
        className="!size-8 !rounded-full bg-accent !text-accent-ink hover:!bg-accent hover:opacity-90"
        icon={
          playing ? (
            <Pause aria-hidden="true" className="size-4 fill-current" />
          ) : (
            <Play aria-hidden="true" className="size-4 translate-x-px fill-current" />
          )
        }
        onClick={() => toggle(engine)}
      />
      <IconButton
        label={t('play.stepOn')}
        keys="→"
        icon={<StepForward aria-hidden="true" className={ICON} />}
        onClick={() => engine.step(1)}
      />
      {match(1, t('play.matchOn'), '⇧→', <FastForward aria-hidden="true" className={ICON} />)}
      <IconButton
        label={t('play.toEnd')}
        keys="End"
        icon={<ChevronLast aria-hidden="true" className={ICON} />}
        onClick={() => toEnd(engine, 'to')}
      />
      <ClockFace engine={engine} />
      <span className="ml-auto" />
      {children}
      <SpeedChoice engine={engine} />
      <SkipChoice engine={engine} />
    </div>
  )
}
