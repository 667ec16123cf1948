import { Maximize, Minimize, Minus, Plus, Scan, Shrink } from 'lucide-react'
import { type RefObject, useEffect, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { GraphStage } from '../stage/graph-stage.ts'

interface GraphControlsProps {
  stage: GraphStage | null
  box: RefObject<HTMLElement | null>
  pinned: number
  onTidy: () => void
}

const ICON = 'size-4'
const STEP = 1.4

/** What moves the picture, for those who use no wheel. */
export function GraphControls({ stage, box, pinned, onTidy }: GraphControlsProps) {
  const { t } = useText()
  const [whole, toggleWhole] = useFullscreen(box)
  return (
    <div className="absolute right-2 bottom-2 z-10 flex flex-col rounded-md border border-hairline bg-surface-raised shadow-lift">
      <IconButton
        label={t('topology.zoomIn')}
        keys="+"
        icon={<Plus aria-hidden="true" className={ICON} />}
        onClick={() => stage?.zoomBy(STEP)}
      />
      <IconButton
        label={t('topology.zoomOut')}
        keys="-"
        icon={<Minus aria-hidden="true" className={ICON} />}
        onClick={() => stage?.zoomBy(1 / STEP)}
      />
      <IconButton
        label={t('topology.zoomFit')}
        keys="F"
        icon={<Scan aria-hidden="true" className={ICON} />}
        onClick={() => stage?.fit()}
      />
      <IconButton
        label={t('topology.tidyTip', { pinned })}
        icon={<Shrink aria-hidden="true" className={ICON} />}
        onClick={onTidy}
      />
      <IconButton
        label={t(whole ? 'topology.fullscreenEnd' : 'topology.fullscreen')}
        icon={
          whole ? (
            <Minimize aria-hidden="true" className={ICON} />
          ) : (
            <Maximize aria-hidden="true" className={ICON} />
          )
        }
        onClick={toggleWhole}
      />
    </div>
  )
}

function useFullscreen(box: RefObject<HTMLElement | null>): [boolean, () => void] {
  const [whole, setWhole] = useState(false)
  useEffect(() => {
    const listen = () => setWhole(document.fullscreenElement !== null)
    document.addEventListener('fullscreenchange', listen)
    return () => document.removeEventListener('fullscreenchange', listen)
  }, [])
  const toggle = () => {
    // A browser that refuses leaves the page as it is, which says it well enough.
    const done = whole ? document.exitFullscreen() : box.current?.parentElement?.requestFullscreen()
    done?.catch(() => undefined)
  }
  return [whole, toggle]
}
