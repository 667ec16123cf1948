import type { DraftFields, ReplayDraft } from './draft.ts'
import type { DraftFaults } from './draft-reading.ts'

/** What every section of the form is given. */
export interface FormProps {
  cluster: string
  draft: ReplayDraft
  faults: DraftFaults
  onEdit: (part: Partial<DraftFields>) => void
}
