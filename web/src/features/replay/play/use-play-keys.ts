import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import type { PlayEngine } from '#lib/play-engine.ts'
import { nextSpeed } from './speeds.ts'

/** A press on a button that has the focus is the button's own. */
function pressed(run: () => void): void {
  const focused = document.activeElement
  if (focused instanceof HTMLButtonElement || focused instanceof HTMLAnchorElement) focused.click()
  else run()
}

export function toggle(engine: PlayEngine): void {
  const { phase } = engine.snapshot()
  if (phase === 'paused' || phase === 'ended') engine.play()
  else engine.pause()
}

/** Back to the very start, or to the end: nothing is played on the way. */
export function toEnd(engine: PlayEngine, end: 'from' | 'to'): void {
  engine.seek(engine.snapshot().range[end])
}

/** The keys of a play back, the same wherever it is shown. `onMatch`: null where nothing is looked for. */
export function usePlayKeys(engine: PlayEngine, onMatch: ((by: 1 | -1) => void) | null): void {
  const { t } = useText()
  useKeyCommands(
    useMemo<KeyCommand[]>(() => {
      const own = { group: 'actions' } as const
      const speed = (by: 1 | -1) => () => engine.setSpeed(nextSpeed(engine.snapshot().speed, by))
      const match = (by: 1 | -1) => (onMatch === null ? {} : { run: () => onMatch(by) })
      return [
        {
          ...own,
          id: 'play.toggle',
          keys: 'space',
          label: `${t('play.play')} / ${t('play.pause')}`,
          run: () => pressed(() => toggle(engine)),
        },
        { ...own, id: 'play.on', keys: 'arrowright', label: t('play.stepOn'), run: () => engine.step(1) },
        { ...own, id: 'play.back', keys: 'arrowleft', label: t('play.stepBack'), run: () => engine.step(-1) },
        { ...own, id: 'play.matchOn', keys: 'shift+arrowright', label: t('play.matchOn'), ...match(1) },
        { ...own, id: 'play.matchBack', keys: 'shift+arrowleft', label: t('play.matchBack'), ...match(-1) },
        { ...own, id: 'play.slower', keys: '[', label: t('play.speedSlower'), run: speed(-1) },
        { ...own, id: 'play.faster', keys: ']', label: t('play.speedFaster'), run: speed(1) },
        {
          ...own,
          id: 'play.start',
          keys: 'home',
          label: t('play.toStart'),
          run: () => toEnd(engine, 'from'),
        },
        { ...own, id: 'play.end', keys: 'end', label: t('play.toEnd'), run: () => toEnd(engine, 'to') },
      ]
    }, [t, engine, onMatch]),
  )
}
