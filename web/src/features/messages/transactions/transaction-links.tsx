import { askForPanel } from '#lib/asked-panel.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'

interface TransactionLinksProps {
  code: string
  /** Of several topics, none of which has its head on the page. */
  several: boolean
  onMarked: () => void
}

/** From what a transaction keeps out of the list to the records themselves, and to who holds them back. */
export function TransactionLinks({ code, several, onMarked }: TransactionLinksProps) {
  const { t } = useText()
  if (code !== 'aborted' && code !== 'open-transaction') return null
  return (
    <span className="ml-2 inline-flex gap-3">
      <Button look="link" onClick={onMarked}>
        {t('fate.showMarked')}
      </Button>
      {code === 'open-transaction' && !several && (
        <Button look="link" onClick={() => askForPanel('transactions')}>
          {t('fate.showHolding')}
        </Button>
      )}
    </span>
  )
}
