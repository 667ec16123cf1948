import { Link } from '@tanstack/react-router'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

export function NotFound() {
  const { t } = useText()
  useDocumentTitle(t('shell.notFound'))
  return (
    <EmptyState title={t('shell.notFound')} reason={t('shell.notFoundReason')}>
      <Link to="/" className="text-accent underline">
        {t('shell.toTopics')}
      </Link>
    </EmptyState>
  )
}
