import { PenLine } from 'lucide-react'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { WideLabel } from '#ui/wide-label.tsx'

interface ProduceButtonProps {
  /** Why nothing can be written; null where it can. */
  refusal: string | null
  /** While messages are followed its key holds the list. */
  keyed: boolean
  onProduce: () => void
}

/** Opens the form to write a message. Where that is not possible it stays in sight and says why. */
export function ProduceButton({ refusal, keyed, onProduce }: ProduceButtonProps) {
  const { t } = useText()
  const allowed = refusal === null
  const commands = useMemo<KeyCommand[]>(
    () =>
      allowed && keyed
        ? [{ id: 'messages.produce', keys: 'p', label: t('produce.key'), group: 'actions', run: onProduce }]
        : [],
    [allowed, keyed, t, onProduce],
  )
  useKeyCommands(commands)
  return (
    <RefusableButton
      look="quiet"
      refusal={refusal}
      icon={<PenLine aria-hidden="true" className="size-4" />}
      data-tip={t('produce.actionTip')}
      className="!px-2"
      onClick={onProduce}
    >
      <WideLabel>{t('produce.action')}</WideLabel>
    </RefusableButton>
  )
}
