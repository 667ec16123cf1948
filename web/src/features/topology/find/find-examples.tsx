import { CircleQuestionMark } from 'lucide-react'
import { useState } from 'react'
import type { TextKey } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'

interface FindExamplesProps {
  onFind: (text: string) => void
  onHide: (text: string) => void
}

const EXAMPLES = [
  ['name~rental', 'seek.exampleName'],
  ['kind:topic unread', 'seek.exampleUnread'],
  ['lag>1000 or lagtime>5m', 'seek.exampleLag'],
  ['trouble or attention', 'seek.exampleTrouble'],
  ['kind:topic retention<1d !compacted', 'seek.exampleRetention'],
  ['anonymous', 'seek.exampleAnonymous'],
  ['idle', 'seek.exampleIdle'],
] as const satisfies readonly (readonly [string, TextKey])[]

/** What the language of find and hide can say, each to be taken for either. */
export function FindExamples({ onFind, onHide }: FindExamplesProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const take = (text: string, on: (text: string) => void) => {
    on(text)
    setOpen(false)
  }
  return (
    <Popover
      label={t('seek.examples')}
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          label={t('seek.examples')}
          icon={<CircleQuestionMark aria-hidden="true" className="size-4" />}
        />
      }
    >
      <ul className="flex w-[28rem] max-w-full flex-col gap-1.5">
        {EXAMPLES.map(([text, why]) => (
          <li key={text} className="flex items-center gap-2">
            <span className="flex min-w-0 flex-1 flex-col">
              <code className="break-words font-mono text-ink text-meta">{text}</code>
              <span className="text-ink-muted text-meta">{t(why)}</span>
            </span>
            <Button aria-label={`${t('seek.useFind')}: ${text}`} onClick={() => take(text, onFind)}>
              {t('seek.useFind')}
            </Button>
            <Button aria-label={`${t('seek.useHide')}: ${text}`} onClick={() => take(text, onHide)}>
              {t('seek.useHide')}
            </Button>
          </li>
        ))}
      </ul>
      <p className="mt-2 max-w-[28rem] border-hairline border-t pt-2 text-ink-muted text-meta">
        {t('seek.about')}
      </p>
    </Popover>
  )
}
