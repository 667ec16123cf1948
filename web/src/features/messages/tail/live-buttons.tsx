import { Eraser, Pause, Play, Radio } from 'lucide-react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { WideLabel } from '#ui/wide-label.tsx'
import type { Live } from './use-live.ts'

interface LiveButtonsProps {
  /** Null: a range is read. */
  live: Live | null
  onLive: (on: boolean) => void
}

const ICON = 'size-4'

/** Follows messages or stops following them, and what can be done meanwhile. */
export function LiveButtons({ live, onLive }: LiveButtonsProps) {
  const { t } = useText()
  const held = live?.tail.heldBy != null
  return (
    <>
      {live !== null && (
        <>
          <IconButton
            label={t(held ? 'tail.resumeTip' : 'tail.pauseTip')}
            keys="P"
            icon={
              held ? (
                <Play aria-hidden="true" className={ICON} />
              ) : (
                <Pause aria-hidden="true" className={ICON} />
              )
            }
            onClick={live.toggle}
          />
          <IconButton
            label={t('tail.clearTip')}
            icon={<Eraser aria-hidden="true" className={ICON} />}
            onClick={() => live.store.clear()}
          />
        </>
      )}
      <Button
        look="quiet"
        aria-pressed={live !== null}
        icon={<Radio aria-hidden="true" className={ICON} />}
        data-tip={`${t(live === null ? 'tail.start' : 'tail.leave')}  L`}
        className={classNames('!px-2', live !== null && '!bg-accent-soft !text-accent')}
        onClick={() => onLive(live === null)}
      >
        <WideLabel>{t('tail.live')}</WideLabel>
      </Button>
    </>
  )
}
