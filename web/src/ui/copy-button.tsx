import { Check, Copy, type LucideIcon, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  text: string | (() => string)
  /** What is copied, for instance "Copy topic name". */
  label: string
  /** Where several stand side by side. */
  icon?: LucideIcon
  className?: string
  /** A word beside the icon, where there is more than one thing to copy. */
  word?: string
}

const SHOWN_MS = 1600
const ICONS = { done: Check, refused: X } as const

export function CopyButton({ text, label, icon = Copy, className, word }: CopyButtonProps) {
  const { t } = useText()
  const [state, setState] = useState<'idle' | keyof typeof ICONS>('idle')
  const Icon = state === 'idle' ? icon : ICONS[state]

  useEffect(() => {
    if (state === 'idle') return
    const timer = setTimeout(() => setState('idle'), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [state])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(typeof text === 'string' ? text : text())
      setState('done')
    } catch {
      setState('refused')
    }
  }
  const said = { idle: label, done: t('ui.copied'), refused: t('ui.copyRefused') }[state]
  return (
    <IconButton
      label={said}
      icon={
        <span className="flex items-center gap-1">
          <Icon aria-hidden="true" className="size-3.5" />
          {word}
        </span>
      }
      className={classNames(word && '!w-auto px-1.5 text-meta', className)}
      onClick={(event) => {
        event.stopPropagation()
        void copy()
      }}
    />
  )
}
