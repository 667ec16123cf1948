import { ChevronDown, ChevronUp, KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import type { SameKey } from './use-same-key.ts'

interface SameKeyButtonsProps {
  sameKey: SameKey
  /** What else leads to messages with this key. */
  children: ReactNode
}

/** To the message with the same key before and behind; without a key there is none, and the tip says so. */
export function SameKeyButtons({ sameKey: { noKey, go, step }, children }: SameKeyButtonsProps) {
  const { t } = useText()
  const why = noKey && { none: t('inspect.keyNone'), long: t('inspect.keyLong') }[noKey]
  const searching = step.phase === 'searching'
  const button = (by: 1 | -1, label: string, keys: string) => {
    const Icon = by === 1 ? ChevronDown : ChevronUp
    return (
      <IconButton
        label={why ?? label}
        {...(why === null && { keys })}
        icon={<Icon aria-hidden="true" className="size-3.5" />}
        className="size-4.5"
        aria-disabled={why !== null || searching}
        onClick={() => why === null && go(by)}
      />
    )
  }
  return (
    <fieldset className="ml-auto flex h-5 items-center rounded-md border border-hairline p-0 has-[[aria-disabled=true]]:opacity-60">
      <legend className="sr-only">{t('inspect.sameKey')}</legend>
      <KeyRound aria-hidden="true" className="mx-1 size-3 text-ink-faint" />
      {button(-1, t('inspect.keyPrevious'), '{')}
      {button(1, t('inspect.keyNext'), '}')}
      {children}
    </fieldset>
  )
}
