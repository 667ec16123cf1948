import { Square } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'

/** Ends a job for good, which is asked once more: pausing stops it as fast. */
export function AbortButton({ busy, onAbort }: { busy: boolean; onAbort: () => void }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('replays.abortTitle')}
      open={open}
      onOpenChange={setOpen}
      align="end"
      trigger={
        <Button disabled={busy} icon={<Square aria-hidden="true" className="size-3.5" />}>
          {t('replays.abort')}
        </Button>
      }
    >
      <div className="flex w-72 flex-col items-start gap-2">
        <p className="font-medium">{t('replays.abortTitle')}</p>
        <p className="text-ink-muted">{t('replays.abortReason')}</p>
        <Button
          className="!border-trouble !text-trouble"
          onClick={() => {
            setOpen(false)
            onAbort()
          }}
        >
          {t('replays.abortNow')}
        </Button>
      </div>
    </Popover>
  )
}
