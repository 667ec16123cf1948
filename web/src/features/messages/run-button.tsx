import { Play, RotateCw, Square } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'

interface RunButtonProps {
  running: boolean
  /** The fields say something else than what was read. */
  pending: boolean
}

const ICON = 'size-3.5'

/** One button in one place: it stops what runs, reads what is new, or reads the same again. */
export function RunButton({ running, pending }: RunButtonProps) {
  const { t } = useText()
  const { label, tip, icon } = running
    ? {
        label: t('messages.stop'),
        tip: t('messages.stopTip'),
        icon: <Square aria-hidden="true" className={ICON} />,
      }
    : pending
      ? {
          label: t('messages.run'),
          tip: t('messages.runTip'),
          icon: <Play aria-hidden="true" className={ICON} />,
        }
      : {
          label: t('messages.refresh'),
          tip: t('messages.refreshTip'),
          icon: <RotateCw aria-hidden="true" className={ICON} />,
        }
  return (
    <Button
      type="submit"
      look={pending && !running ? 'primary' : 'plain'}
      icon={icon}
      data-tip={tip}
      className="w-24 justify-center !px-1.5"
    >
      {label}
    </Button>
  )
}
