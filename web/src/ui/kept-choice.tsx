import { SelectField } from './select-field.tsx'

interface KeptChoiceProps {
  label: string
  /** Id of what is chosen; empty: nothing yet. */
  value: string
  /** What there is to choose from; undefined while it is not known. */
  kept: readonly { id: string; name: string }[] | undefined
  /** What stands in place of a choice: that one can be made, or that there is nothing. */
  words: { choose: string; nothing: string }
  fault: string | null
  onChoose: (id: string) => void
}

/** One of what people keep under a name, such as bookmarks. */
export function KeptChoice({ label, value, kept, words, fault, onChoose }: KeptChoiceProps) {
  const known = kept ?? []
  const first = kept !== undefined && known.length === 0 ? words.nothing : words.choose
  // A link may name one that was deleted since, or that is not known yet.
  const other = value !== '' && known.every(({ id }) => id !== value) ? [{ value, label: value }] : []
  return (
    <span className="inline-flex items-center gap-1.5">
      <SelectField
        label={label}
        value={value}
        options={[
          ...(value === '' ? [{ value: '', label: first }] : []),
          ...other,
          ...known.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={onChoose}
        className="max-w-64"
        fit
      />
      {fault !== null && (
        <span role="alert" className="text-meta text-trouble">
          {fault}
        </span>
      )}
    </span>
  )
}
