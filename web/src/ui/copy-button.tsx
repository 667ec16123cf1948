import { Check, Copy, X } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { IconButton } from './icon-button.tsx'

interface CopyButtonProps {
  text: string | (() => string)
  /** What is copied, for instance "Copy topic name". */
  label: string
  className?: string
}

const SHOWN_MS = 1600
const ICONS = { idle: Copy, done: Check, refused: X } as const

export function CopyButton({ text, label, className }: CopyButtonProps) {
  const { t } = useText()
  const [state, setState] = useState<keyof typeof ICONS>('idle')
  const Icon = ICONS[state]

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
      icon={<Icon aria-hidden="true" className="size-3.5" />}
      className={className}
      onClick={(event) => {
        event.stopPropagation()
        void copy()
      }}
    />
  )
}
